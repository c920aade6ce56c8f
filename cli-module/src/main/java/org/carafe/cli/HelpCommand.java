package org.carafe.cli;

import java.io.PrintWriter;
import java.util.List;
import org.carafe.core.text.Suggestion;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Explains a command, however deep it lies: {@code carafe help db migrate}. */
@Command(
    name = "help",
    helpCommand = true,
    description = "Explains a command.",
    footerHeading = "%nExamples:%n",
    footer = {"  carafe help              all commands", "  carafe help db migrate   one of them"})
final class HelpCommand implements Runnable {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(paramLabel = "COMMAND", arity = "0..*", description = "The command, word by word.")
  private List<String> words = List.of();

  @Option(names = "--doc", description = "Write the reference of all commands, docs/commands.md.")
  private boolean doc;

  @Override
  public void run() {
    if (doc) {
      PrintWriter out = spec.commandLine().getOut();
      out.print(CommandReference.of(spec.root().commandLine()));
      out.flush();
      return;
    }
    CommandLine line = spec.parent().commandLine();
    for (String word : words) {
      CommandLine next = line.getSubcommands().get(word);
      if (next == null) {
        throw new ParameterException(line, unknown(line, word));
      }
      line = next;
    }
    line.usage(spec.commandLine().getOut());
  }

  /** What to say of a word that the command does not know. */
  static String unknown(CommandLine line, String word) {
    String name = line.getCommandSpec().qualifiedName();
    if (word.startsWith("-")) {
      return "“%s” has no option “%s”.%s"
          .formatted(name, word, Suggestion.of(word, line.getCommandSpec().optionsMap().keySet()));
    }
    return line.getSubcommands().isEmpty()
        ? "“%s” takes no “%s”.".formatted(name, word)
        : "There is no command “%s” in “%s”.%s"
            .formatted(word, name, Suggestion.of(word, line.getSubcommands().keySet()));
  }
}
