package org.carafe.cli;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * Only explains itself: the carafe script runs the tests, so that no Java process holds the jars
 * open while Maven writes them.
 */
@Command(
    name = "test",
    description = {
      "Runs every test: unit, in the server and in a browser, with one start of the server.",
      "A line for each class, and at the end what failed and how to run it alone.",
      "Chromium is installed where it is missing."
    },
    mixinStandardHelpOptions = true,
    footerHeading = "%nExamples:%n",
    footer = {
      "  carafe test                  everything",
      "  carafe test SignerTest       one class only",
      "  carafe test HomeIT           one that needs the server",
      "  carafe test HomeIT#invitesVisitors   one method of it",
      "  carafe test --verbose        with all that Maven says",
      "  carafe test -- -pl core-module -am   with arguments for Maven"
    })
final class TestCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = {"-v", "--verbose"},
      description = "Show all that Maven says, which else goes to var/log/test.log.")
  private boolean verbose;

  @Parameters(
      paramLabel = "CLASS",
      description = "Test classes, or methods (NameTest#method), to run instead of all.")
  private List<String> classes = List.of();

  @Override
  public Integer call() {
    spec.commandLine()
        .getErr()
        .printf(
            "carafe: Tests are run by the script, with test as its first word: ./carafe test %s%s%n",
            verbose ? "--verbose " : "", String.join(" ", classes));
    return 2;
  }
}
