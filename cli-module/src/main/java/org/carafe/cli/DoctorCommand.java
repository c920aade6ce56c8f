package org.carafe.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import java.util.concurrent.Callable;
import org.carafe.core.command.Report;
import org.carafe.core.config.Configuration;
import org.carafe.core.doctor.Check;
import org.carafe.core.doctor.Finding;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Asks every check and tells what to do. */
@Command(
    name = "doctor",
    description = {
      "Looks at what the application depends on and says how to mend what is wrong.",
      "It asks configuration, Java, port, database, migrations, address, cookies, clock, mail relay, DNS."
    },
    mixinStandardHelpOptions = true,
    footerHeading = "%nExamples:%n",
    footer = {
      "  carafe doctor                  on a developer's machine",
      "  carafe doctor --profile prod   with the configuration of production",
      "  carafe doctor --json           for other programs"
    })
final class DoctorCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  @Override
  public Integer call() {
    Configuration configuration = Assembled.withRunningDatabase(Workspace.current());
    var findings = new ArrayList<>(ofConfiguration(configuration));
    for (Check check : ServiceLoader.load(Check.class)) {
      findings.addAll(check.findings(configuration));
    }
    var report = new Report(findings);
    report.print(spec.commandLine().getOut(), json);
    return report.exitCode();
  }

  private static List<Finding> ofConfiguration(Configuration configuration) {
    if (configuration.problems().isEmpty()) {
      return List.of(
          Finding.ok("configuration", "Complete for " + configuration.profile().id() + "."));
    }
    return configuration.problems().stream()
        .map(problem -> Finding.wrong("configuration", problem, "carafe config --doc explains."))
        .toList();
  }
}
