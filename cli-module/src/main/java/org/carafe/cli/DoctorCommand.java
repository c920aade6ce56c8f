package org.carafe.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.concurrent.Callable;
import org.carafe.core.config.Configuration;
import org.carafe.core.doctor.Check;
import org.carafe.core.doctor.Finding;
import org.carafe.core.doctor.Finding.State;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Asks every check and tells what to do. */
@Command(
    name = "doctor",
    description = {
      "Looks at what the application depends on and says how to mend what is wrong:",
      "configuration, Java, port, database, migrations, address, cookies, clock, mail relay, DNS."
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
    Configuration configuration = Assembled.readConfiguration();
    var findings = new ArrayList<>(ofConfiguration(configuration));
    for (Check check : ServiceLoader.load(Check.class)) {
      findings.addAll(check.findings(configuration));
    }
    if (json) {
      spec.commandLine()
          .getOut()
          .println(Json.of(findings.stream().map(DoctorCommand::describe).toList()));
    } else {
      print(findings);
    }
    return findings.stream().anyMatch(finding -> finding.state() == State.WRONG) ? 1 : 0;
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

  private static Map<String, Object> describe(Finding finding) {
    var map = new LinkedHashMap<String, Object>();
    map.put("subject", finding.subject());
    map.put("state", finding.state().name().toLowerCase(Locale.ROOT));
    map.put("text", finding.text());
    map.put("remedy", finding.remedy());
    return map;
  }

  private void print(List<Finding> findings) {
    var out = spec.commandLine().getOut();
    int width = findings.stream().mapToInt(one -> one.subject().length()).max().orElse(0);
    for (Finding finding : findings) {
      String mark =
          switch (finding.state()) {
            case OK -> "@|green ok   |@";
            case NOTE -> "@|yellow note |@";
            case WRONG -> "@|red WRONG|@";
          };
      String subject = finding.subject() + " ".repeat(width - finding.subject().length());
      out.println(Ansi.AUTO.string(mark) + "  " + subject + "  " + finding.text());
      if (!finding.remedy().isEmpty()) {
        out.println(" ".repeat(width + 9) + finding.remedy());
      }
    }
  }
}
