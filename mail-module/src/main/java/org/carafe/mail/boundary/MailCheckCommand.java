package org.carafe.mail.boundary;

import java.util.concurrent.Callable;
import org.carafe.core.Application;
import org.carafe.core.command.Report;
import org.carafe.core.config.Configuration;
import org.carafe.core.config.Surroundings;
import org.carafe.mail.control.RelayCheck;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Asks the relay and the DNS. */
@Command(
    name = "check",
    description = {
      "Connects to the relay and says how to mend what is wrong.",
      "It encrypts and signs in as for a mail, sends nothing, and asks the DNS for SPF, DKIM and",
      "DMARC."
    },
    mixinStandardHelpOptions = true,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:Nothing is wrong.", "1:Something is."},
    footerHeading = "%nExamples:%n",
    footer = {
      "  carafe mail check --profile prod   with the configuration of production",
      "  carafe mail check --json           for other programs"
    })
final class MailCheckCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  @Override
  public Integer call() {
    Configuration configuration =
        Configuration.read(Surroundings.current(), Application.settings(Application.discover()));
    var report = new Report(new RelayCheck().findings(configuration));
    report.print(spec.commandLine().getOut(), json);
    return report.exitCode();
  }
}
