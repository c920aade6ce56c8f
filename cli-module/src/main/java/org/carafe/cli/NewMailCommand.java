package org.carafe.cli;

import java.io.IOException;
import java.util.concurrent.Callable;
import org.carafe.cli.scaffold.NewPart;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Adds a mail to a module. */
@Command(
    name = "mail",
    description = "Adds a mail to a module: template, texts, sender and a sample for its preview.",
    mixinStandardHelpOptions = true,
    footerHeading = "%nExamples:%n",
    footer = {"  carafe new mail notes reminder"})
final class NewMailCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(index = "0", paramLabel = "MODULE", description = "The module, such as notes.")
  private String module = "";

  @Parameters(index = "1", paramLabel = "NAME", description = "Its name, such as reminder.")
  private String name = "";

  @Override
  public Integer call() throws IOException {
    new NewPart(Workspace.current().root(), module)
        .mail(name)
        .forEach(file -> spec.commandLine().getOut().println("Wrote " + file));
    return 0;
  }
}
