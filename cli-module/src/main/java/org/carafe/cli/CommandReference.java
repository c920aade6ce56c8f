package org.carafe.cli;

import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;

/** All commands as a page of Markdown, each with what its {@code --help} says. */
final class CommandReference {
  private static final int COLUMNS = 100;
  private static final String TOP =
      """
      # Commands

      What `./carafe COMMAND --help` says, of the project's own commands and those of its modules. `./carafe help --doc` writes this page anew, and a test holds it to the code. `--profile` chooses what to run for, anywhere in the line; commands that have something to read take `--json`. They end with 0, with 1 where something failed, and with 2 where the line was not understood.
      """;

  private CommandReference() {}

  static String of(CommandLine line) {
    var page = new StringBuilder(TOP);
    add(line, page);
    return page.toString();
  }

  private static void add(CommandLine line, StringBuilder page) {
    for (CommandLine command : commands(line)) {
      String help = command.setUsageHelpWidth(COLUMNS).getUsageMessage(Ansi.OFF);
      page.append("\n## ")
          .append(command.getCommandSpec().qualifiedName())
          .append("\n\n```text\n")
          .append(help.stripTrailing().replaceAll("(?m) +$", ""))
          .append("\n```\n");
      add(command, page);
    }
  }

  /** Without each group's own help, which is the same as everybody's. */
  private static List<CommandLine> commands(CommandLine line) {
    boolean group = line.getParent() != null;
    return line.getSubcommands().values().stream()
        .distinct()
        .filter(command -> !(group && command.getCommandName().equals("help")))
        .toList();
  }
}
