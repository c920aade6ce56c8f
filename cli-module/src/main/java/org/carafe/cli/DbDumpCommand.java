package org.carafe.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.Callable;
import org.carafe.cli.data.Dump;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Writes the database as SQL. */
@Command(
    name = "dump",
    description = {
      "Writes the database as SQL, as it is at one moment, while it is in use.",
      "A name that ends in .gz is compressed; without a name it goes to standard output."
    },
    mixinStandardHelpOptions = true,
    footerHeading = "%nExamples:%n",
    footer = {
      "  carafe db dump carafe.sql.gz",
      "  carafe db dump --schema            the tables without their rows"
    })
final class DbDumpCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Mixin private DatabaseOption database = new DatabaseOption();

  @Option(names = "--schema", description = "Only the tables, without their rows.")
  private boolean schema;

  @Parameters(arity = "0..1", paramLabel = "FILE", description = "Where to; must not exist yet.")
  private @Nullable Path file;

  /** A dump is of tables alone, and whoever relies on it has to know. */
  static void tellLeftOut(Dump dump, PrintWriter err) {
    var names = dump.leftOut();
    if (!names.isEmpty()) {
      err.printf("Left out, because a dump has tables alone: %s.%n", String.join(", ", names));
    }
  }

  @Override
  public Integer call() throws IOException {
    if (file != null) {
      Dump.requireName(file);
    }
    try (var open = database.open()) {
      open.history().refuseUnfinished();
      var dump = new Dump(open.database(), Clock.systemUTC());
      tellLeftOut(dump, spec.commandLine().getErr());
      if (file == null) {
        var out = spec.commandLine().getOut();
        dump.write(out, !schema);
        if (out.checkError()) { // it keeps its failures to itself
          throw new IOException("the dump is not whole, because its end could not be written");
        }
      } else {
        long rows = dump.write(file, !schema);
        spec.commandLine().getErr().printf("Wrote %s, %d rows.%n", file, rows);
      }
      return 0;
    }
  }
}
