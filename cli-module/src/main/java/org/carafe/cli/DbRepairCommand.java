package org.carafe.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Mends an interrupted migration. */
@Command(
    name = "repair",
    description = {
      "Takes back what was done of a migration that failed or was interrupted, by its undo script.",
      "Then it can be applied again."
    },
    mixinStandardHelpOptions = true,
    footerHeading = "%nExamples:%n",
    footer = {
      "  carafe db repair && carafe db upgrade",
      "  carafe db repair --forget   where the schema was mended by hand"
    })
final class DbRepairCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Mixin private DatabaseOption database = new DatabaseOption();

  @Mixin private Consent consent = new Consent();

  @Option(
      names = "--forget",
      description = "Only delete it from the history; the schema was mended by hand.")
  private boolean forget;

  @Override
  public Integer call() {
    try (var open = database.open()) {
      var history = open.history();
      history.refuseUnfinished();
      if (!forget) {
        consent.require(history.lossesOfRepair());
      }
      var mended = history.repair(forget);
      var out = spec.commandLine().getOut();
      out.println(
          mended
              .map(one -> (forget ? "Forgot " : "Took back ") + one.migration())
              .orElse("There is nothing to repair."));
      mended.ifPresent(one -> one.passedOver().forEach(what -> out.println("Left out: " + what)));
      return 0;
    }
  }
}
