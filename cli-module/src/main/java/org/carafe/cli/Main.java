package org.carafe.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.carafe.cli.context.ApplicationContext;
import org.carafe.cli.scaffold.ScaffoldException;
import org.carafe.core.MistakesInBlueprints;
import org.carafe.core.config.ConfigurationException;
import org.carafe.core.migration.MigrationException;
import org.carafe.core.text.Suggestion;
import org.carafe.testing.ServerException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExecutionException;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.RunLast;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;
import picocli.CommandLine.UnmatchedArgumentException;

/** The {@code carafe} command. */
@Command(
    name = "carafe",
    description = "The Flask way of building a web application, on Jakarta EE.",
    mixinStandardHelpOptions = true,
    versionProvider = Main.Version.class,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      RunCommand.class,
      TestCommand.class,
      NewCommand.class,
      RemoveCommand.class,
      ConfigCommand.class,
      RoutesCommand.class,
      BlueprintsCommand.class,
      PermissionsCommand.class,
      DoctorCommand.class,
      PinCommand.class,
      CompletionCommand.class,
      DbCommand.class,
      ShellCommand.class,
      BenchCommand.class,
      HelpCommand.class,
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  carafe run                  run it on http://localhost:8080",
      "  carafe test                 run every test",
      "  carafe db migrate -m \"Add notes\"   write the migration of a changed entity",
      "  carafe shell                a prompt with the application at hand",
      "  carafe routes --json        the access table, for other programs",
      "  carafe config --profile prod   what production would start with",
    })
public final class Main implements Runnable {
  private static final int FAILED = 1;
  private static final String POM = "/META-INF/maven/org.carafe/cli-module/pom.properties";
  private static final String PROFILE = "--profile";
  private static final List<String> PROFILES = List.of("dev", "test", "prod");

  /**
   * What matters of its pages is in the exceptions. Kept, because loggers are weakly referenced.
   */
  private static final Logger FLYWAY = Logger.getLogger("org.flywaydb");

  private static volatile boolean assumed;

  @Spec private CommandSpec spec = CommandSpec.create();

  /** The version in the pom, as Maven puts it into the jar. */
  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() throws IOException {
      var properties = new Properties();
      try (var file = Main.class.getResourceAsStream(POM)) {
        if (file != null) {
          properties.load(file);
        }
      }
      return new String[] {"Carafe " + properties.getProperty("version", "(not from a jar)")};
    }
  }

  /** Chosen before picocli runs, because it decides which commands there are; here for the help. */
  @Option(
      names = "--profile",
      paramLabel = "dev|test|prod",
      scope = ScopeType.INHERIT,
      description = "What to run for. Else CARAFE_PROFILE counts, else dev.")
  void profile(String id) {
    System.setProperty("carafe.profile", id);
  }

  public static void main(String[] arguments) {
    Logger.getLogger("").setLevel(Level.WARNING);
    FLYWAY.setLevel(Level.OFF);
    System.exit(execute(arguments));
  }

  static int execute(String... arguments) {
    var err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
    List<String> others;
    try {
      others = chooseProfile(arguments);
    } catch (IllegalArgumentException unknown) {
      err.println("carafe: " + unknown.getMessage());
      return CommandLine.ExitCode.USAGE;
    }
    var line = commandLine();
    line.setExecutionStrategy(Main::run);
    line.setParameterExceptionHandler((failure, all) -> tellMisunderstood(failure));
    line.setExecutionExceptionHandler((failure, command, parsed) -> explain(failure, command));
    line.setOut(new PrintWriter(System.out, true, StandardCharsets.UTF_8));
    line.setErr(err);
    int code = line.execute(others.toArray(String[]::new));
    if (!line.getOut().checkError()) {
      return code;
    }
    if (!isPipe()) {
      err.println("carafe: Not all of the output could be written. Make room where it goes.");
    }
    return Math.max(code, FAILED);
  }

  /** The command with those of the modules, as it reads its arguments. */
  public static CommandLine commandLine() {
    var line = new CommandLine(new Main());
    contribute(line);
    // So that -1 is a target and no option.
    Optional.ofNullable(line.getSubcommands().get("db"))
        .map(db -> db.getSubcommands().get("downgrade"))
        .ifPresent(downgrade -> downgrade.setUnmatchedOptionsArePositionalParams(true));
    return line.setCaseInsensitiveEnumValuesAllowed(true);
  }

  /** Who reads a pipe may end when it has enough, and knows. */
  private static boolean isPipe() {
    try {
      return Files.readSymbolicLink(Path.of("/proc/self/fd/1")).toString().startsWith("pipe:");
    } catch (IOException e) {
      return false;
    }
  }

  /** A command that asks for beans gets the application behind it, for the command's own time. */
  private static int run(ParseResult parsed) {
    ParseResult last = parsed;
    while (last.hasSubcommand()) {
      last = last.subcommand();
    }
    CommandLine line = last.commandSpec().commandLine();
    Object command = line.getCommand();
    if (last.isUsageHelpRequested() || !ApplicationContext.isWantedBy(command)) {
      return new RunLast().execute(parsed);
    }
    try (OpenDatabase database = OpenDatabase.open(Optional.empty());
        ApplicationContext context = database.context()) {
      context.inject(command);
      return new RunLast().execute(parsed);
    } catch (ExecutionException | ParameterException understood) {
      throw understood;
    } catch (RuntimeException failure) {
      throw new ExecutionException(line, failure.getMessage(), failure);
    }
  }

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }

  /**
   * A developer's command line runs for development unless told otherwise. Answers the other
   * arguments: {@code test} is a profile and a command, which picocli cannot tell apart.
   *
   * @throws IllegalArgumentException when there is no such profile
   */
  private static List<String> chooseProfile(String... arguments) {
    var others = new ArrayList<String>();
    boolean told = false;
    for (int i = 0; i < arguments.length; i++) {
      boolean named = arguments[i].startsWith(PROFILE + "=");
      if (named || (arguments[i].equals(PROFILE) && i + 1 < arguments.length)) {
        told = true;
        System.setProperty(
            "carafe.profile",
            named ? arguments[i].substring(PROFILE.length() + 1) : arguments[++i]);
      } else {
        others.add(arguments[i]);
      }
    }
    var given =
        Optional.ofNullable(System.getProperty("carafe.profile"))
            .or(() -> Optional.ofNullable(System.getenv("CARAFE_PROFILE")));
    assumed = !told && (given.isEmpty() || (assumed && given.get().equals("dev")));
    if (given.isEmpty()) {
      System.setProperty("carafe.profile", "dev");
    }
    given
        .filter(id -> !PROFILES.contains(id))
        .ifPresent(
            id -> {
              throw new IllegalArgumentException(
                  "There is no profile %s.%s The profiles are dev, test and prod (--profile, CARAFE_PROFILE)."
                      .formatted(id, Suggestion.of(id, PROFILES)));
            });
    return others;
  }

  /** Whether nobody said what to run for, so that it is development. */
  static boolean isProfileAssumed() {
    return assumed;
  }

  /**
   * Modules' commands; with modules that cannot be assembled, the others still explain themselves.
   */
  private static void contribute(CommandLine line) {
    try {
      Assembled.commands().forEach(line::addSubcommand);
    } catch (MistakesInBlueprints e) {
      line.getCommandSpec().usageMessage().footer(e.getMessage());
    }
  }

  /** A sentence, and where the rest stands: not all of it at once. */
  private static int tellMisunderstood(ParameterException failure) {
    CommandLine line = failure.getCommandLine();
    String sentence =
        failure instanceof UnmatchedArgumentException unmatched
            ? HelpCommand.unknown(line, unmatched.getUnmatched().get(0))
            : String.valueOf(failure.getMessage());
    String more = line.getCommandSpec().qualifiedName().replaceFirst("^carafe", "");
    line.getErr()
        .println(
            line.getColorScheme()
                .errorText(
                    "%s%s See carafe help%s."
                        .formatted(sentence, sentence.matches("(?s).*[.?!]") ? "" : ".", more)));
    return CommandLine.ExitCode.USAGE;
  }

  private static int explain(Exception failure, CommandLine command) throws Exception {
    String sentence = sentence(failure).orElseThrow(() -> failure);
    command.getErr().println(command.getColorScheme().errorText("carafe: " + sentence));
    return FAILED;
  }

  /** What to tell of it; empty where nobody expected it. */
  private static Optional<String> sentence(Exception failure) {
    boolean expected =
        failure instanceof ServerException
            || failure instanceof MigrationException
            || failure instanceof ScaffoldException
            || failure instanceof ConfigurationException
            || failure instanceof MistakesInBlueprints;
    if (expected) {
      return Optional.of(String.valueOf(failure.getMessage()));
    }
    Throwable met = failure instanceof UncheckedIOException wrapped ? wrapped.getCause() : failure;
    return met instanceof IOException io ? Optional.of(sentence(io)) : Optional.empty();
  }

  /** Java's own messages of the commonest are the bare name of the file. */
  private static String sentence(IOException failure) {
    if (failure instanceof NoSuchFileException missing) {
      return "There is no file or folder %s.".formatted(missing.getFile());
    }
    if (failure instanceof AccessDeniedException denied) {
      return "%s may not be read or written by this user.".formatted(denied.getFile());
    }
    if (failure instanceof FileAlreadyExistsException there) {
      return "%s is there already, and is no folder.".formatted(there.getFile());
    }
    return "A file could not be read or written: %s."
        .formatted(failure.getMessage() == null ? failure.toString() : failure.getMessage());
  }
}
