package org.carafe.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The schema and the data: {@code carafe db …}. */
@Command(
    name = "db",
    description = {
      "The schema's migrations and the data.",
      "In development it is the database of carafe run, joined where it runs and started where it does not."
    },
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      DbInitCommand.class,
      DbMigrateCommand.class,
      DbUpgradeCommand.class,
      DbDowngradeCommand.class,
      DbCurrentCommand.class,
      DbHistoryCommand.class,
      DbShowCommand.class,
      DbCheckCommand.class,
      DbRepairCommand.class,
      DbSeedCommand.class,
      DbResetCommand.class,
      DbDumpCommand.class,
      DbRestoreCommand.class,
      DbBackupCommand.class,
      HelpCommand.class,
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  carafe db migrate -m \"Add notes\"   write what changed entities need",
      "  carafe db upgrade                  apply what is pending",
      "  carafe db downgrade                take the last one back",
      "  carafe db check                    whether entities, migrations and database agree"
    })
final class DbCommand implements Runnable {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }
}
