package org.carafe.cli;

import java.io.IOException;
import java.util.concurrent.Callable;
import org.carafe.cli.scaffold.NewPart;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Adds a page to a module. */
@Command(
    name = "page",
    description = "Adds a page to a module: bean, view, texts and route.",
    mixinStandardHelpOptions = true,
    footerHeading = "%nExamples:%n",
    footer = {
      "  carafe new page notes archive",
      "  carafe new page notes imprint --url /imprint --access anonymous"
    })
final class NewPageCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(index = "0", paramLabel = "MODULE", description = "The module, such as notes.")
  private String module = "";

  @Parameters(index = "1", paramLabel = "NAME", description = "Its name, such as archive.")
  private String name = "";

  @Option(names = "--url", defaultValue = "", description = "Where it is; else /<module>/<name>.")
  private String url = "";

  @Option(
      names = "--access",
      defaultValue = "signedIn",
      description =
          "Who may enter: anonymous, signedIn or a permission (default: ${DEFAULT-VALUE}).")
  private String access = "";

  @Override
  public Integer call() throws IOException {
    new NewPart(Workspace.current().root(), module)
        .page(name, url, access)
        .forEach(file -> spec.commandLine().getOut().println("Wrote " + file));
    return 0;
  }
}
