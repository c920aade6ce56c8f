package org.carafe.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.carafe.cli.context.ApplicationContext;
import org.carafe.cli.shell.Origin;
import org.carafe.cli.shell.Prompt;
import org.carafe.cli.shell.Shell;
import org.jline.utils.Signals;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Java with the application at hand: at a prompt, or as a script. */
@Command(
    name = "shell",
    description = {
      "Evaluates Java with the application at hand.",
      "There are the verbs of each module (users, mailer, …), entities, sql(\"…\"), begin(), commit(), rollback(). help() tells all of it.",
      "Without a terminal it reads the statements from standard input.",
      "config/shell.jsh is carried out first, if there is one.",
      "In a script (-c, a file, standard input) a statement ends with its line, if it can, and the first failure ends it with exit code 1.",
      "Ctrl-C stops what runs, endless loops too, and rolls an open transaction back; a script ends with exit code 130."
    },
    mixinStandardHelpOptions = true,
    footerHeading = "%nExamples:%n",
    footer = {
      "  carafe shell                                   a prompt; Tab completes",
      "  carafe shell -c 'users.find(\"ada\")'            one line, its answer printed",
      "  carafe shell import.jsh                        a file",
      "  carafe shell --profile prod --yes < mend.jsh   on production's data"
    })
final class ShellCommand implements Callable<Integer> {
  /** What begins no statement. */
  private static final Pattern GOES_ON =
      Pattern.compile("\\s*([.?:{]|&&|\\|\\||(else|catch|finally)\\b)");

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = {"-c", "--command"},
      paramLabel = "JAVA",
      description = "Carry this out instead of asking for lines.")
  private @Nullable String command;

  @Parameters(paramLabel = "FILE", arity = "0..1", description = "Carry this file out.")
  private @Nullable Path file;

  @Option(
      names = "--yes",
      description = "Let sql(\"…\") change data outside of development without asking.")
  private boolean consented;

  @Option(names = "--no-startup", description = "Leave config/shell.jsh out.")
  private boolean bare;

  private final Workspace workspace = Workspace.current();

  @Override
  public Integer call() throws IOException {
    if (command != null && file != null) {
      throw new ParameterException(spec.commandLine(), "Give -c or a file, not both.");
    }
    if (ModuleLayer.boot().findModule("jdk.jshell").isEmpty()) {
      err()
          .println(
              "carafe: This is a Java runtime without a compiler, as in the image, and the shell compiles. Run it with a JDK, in a clone, with DB_URL and DB_PASSWORD of the database.");
      return 1;
    }
    var application = Assembled.runnable(workspace);
    boolean asking = command == null && file == null && Terminal.isThere();
    try (var open = OpenDatabase.serving(application);
        var context = ApplicationContext.open(application, open.database())) {
      return asking ? converse(context, open) : script(context, open);
    }
  }

  private int converse(ApplicationContext context, OpenDatabase open) throws IOException {
    try (var prompt = new Prompt(workspace.var("shell/history"));
        var shell =
            shell(context, true, statement -> open.isDevelopment() || allowed(prompt, open))) {
      greet(open);
      startUp(shell);
      prompt.converse(shell, () -> prompt(open, shell));
      if (shell.abandon()) {
        err().println("The open transaction was rolled back.");
      }
      return 0;
    }
  }

  private Shell shell(ApplicationContext context, boolean telling, Predicate<String> consent) {
    return new Shell(context, new Shell.Voice(out(), err(), telling), consent);
  }

  private boolean allowed(Prompt prompt, OpenDatabase open) {
    return consented
        || prompt.asks(
            "This changes data of %s (%s). Carry it out?"
                .formatted(open.profile().id(), open.database().name()));
  }

  private void greet(OpenDatabase open) {
    var where = Ansi.AUTO.string(open.isDevelopment() ? "@|bold %s|@" : "@|bold,red %s|@");
    out().println(where.formatted(open.profile().id()) + ", " + open.database());
    out().println("help() tells what there is, Tab completes, Ctrl-D ends.");
  }

  private static String prompt(OpenDatabase open, Shell shell) {
    return "carafe"
        + (open.isDevelopment() ? "" : " " + open.profile().id())
        + (shell.isInTransaction() ? " (transaction)" : "")
        + "> ";
  }

  private int script(ApplicationContext context, OpenDatabase open) throws IOException {
    try (var shell = shell(context, false, statement -> consented || open.isDevelopment())) {
      Signals.register("INT", shell::interrupt);
      boolean good = startUp(shell) && carryOut(shell);
      if (shell.isStopped()) {
        return Shell.INTERRUPTED;
      }
      if (shell.abandon() && good) {
        err().println("carafe: The transaction was still open at the end and was rolled back.");
        return 1;
      }
      return good ? 0 : 1;
    }
  }

  private boolean startUp(Shell shell) throws IOException {
    var startup = workspace.root().resolve("config/shell.jsh");
    return bare
        || !Files.isRegularFile(startup)
        || shell.run(Files.readString(startup), new Origin("config/shell.jsh", 1));
  }

  private boolean carryOut(Shell shell) throws IOException {
    if (command != null) {
      return shell.run(command, new Origin("-c", 1));
    }
    if (file != null) {
      if (!Files.isRegularFile(file)) {
        throw new ParameterException(spec.commandLine(), "There is no file " + file + ".");
      }
      return read(shell, Files.readAllLines(file), file.toString());
    }
    return read(shell);
  }

  /** As standard input is read; but here it is known whether the next line goes on. */
  private static boolean read(Shell shell, List<String> lines, String name) {
    var text = new StringBuilder();
    int first = 1;
    for (int i = 0; i < lines.size(); i++) {
      text.append(lines.get(i)).append('\n');
      boolean last = i + 1 == lines.size();
      boolean goesOn = !last && GOES_ON.matcher(lines.get(i + 1)).lookingAt();
      if (last || (!goesOn && !shell.isUnfinished(text.toString()))) {
        if (!shell.run(text.toString(), new Origin(name, first))) {
          return false;
        }
        text.setLength(0);
        first = i + 2;
      }
    }
    return true;
  }

  /** Statement by statement, so that a program at the other end gets each answer at once. */
  private static boolean read(Shell shell) throws IOException {
    var input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    var text = new StringBuilder();
    int number = 0;
    int first = 1;
    for (String line = input.readLine(); line != null; line = input.readLine()) {
      number++;
      text.append(line).append('\n');
      if (!shell.isUnfinished(text.toString())) {
        if (!shell.run(text.toString(), new Origin("standard input", first))) {
          return false;
        }
        text.setLength(0);
        first = number + 1;
      }
    }
    return shell.run(text.toString(), new Origin("standard input", first));
  }

  private PrintWriter out() {
    return spec.commandLine().getOut();
  }

  private PrintWriter err() {
    return spec.commandLine().getErr();
  }
}
