package org.carafe.cli.shell;

import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import jdk.jshell.Diag;
import jdk.jshell.EvalException;
import jdk.jshell.JShell;
import jdk.jshell.JShellException;
import jdk.jshell.Snippet;
import jdk.jshell.Snippet.SubKind;
import jdk.jshell.SnippetEvent;
import jdk.jshell.SourceCodeAnalysis;
import jdk.jshell.SourceCodeAnalysis.Completeness;
import jdk.jshell.SourceCodeAnalysis.CompletionInfo;
import jdk.jshell.SourceCodeAnalysis.Suggestion;
import org.carafe.cli.context.ApplicationContext;
import org.carafe.core.config.Profile;
import org.carafe.core.migration.MigrationException;
import org.carafe.snippets.Engine;
import org.carafe.snippets.Grid;
import org.carafe.snippets.Lines;
import org.carafe.snippets.Rows;
import org.carafe.snippets.SqlStatement;
import org.jspecify.annotations.Nullable;

/**
 * Java, statement by statement, with the application at hand.
 *
 * <pre>{@code
 * try (var shell = new Shell(context, voice, statement -> false)) {
 *   shell.run("users.find(\"ada\")", new Origin("-c", 1));
 * }
 * }</pre>
 */
public final class Shell implements AutoCloseable {
  private static final Pattern NAME = Pattern.compile("[a-z]\\w*");
  private static final Set<SubKind> ASSIGNMENTS =
      Set.of(SubKind.ASSIGNMENT_SUBKIND, SubKind.VAR_DECLARATION_WITH_INITIALIZER_SUBKIND);

  /** As shells tell that Ctrl-C ended something. */
  public static final int INTERRUPTED = 130;

  private static final int LAST_WARNING = 2;
  private static final String MAIL_QUEUED = "org.carafe.mail.MailQueued";

  /**
   * How it speaks.
   *
   * @param out for answers
   * @param err for what went wrong
   * @param isTold whether it also tells what was declared and published
   */
  public record Voice(PrintWriter out, PrintWriter err, boolean isTold) {}

  private record Variable(String type, String value) {}

  private final ApplicationContext context;
  private final Voice voice;
  private final Predicate<String> consent;
  private final Engine engine = new Engine(Shell.class.getClassLoader());
  private final JShell jshell;
  private final SourceCodeAnalysis analysis;
  private final Thread preparing;
  private volatile boolean busy;
  private final Lines lines;
  private final Map<String, Variable> variables = new LinkedHashMap<>();
  private final Set<String> undeclared = new LinkedHashSet<>();
  private final Map<String, String> places = new HashMap<>();

  /**
   * Begins.
   *
   * @param consent asked outside of development whether a statement of SQL may change data
   */
  public Shell(ApplicationContext context, Voice voice, Predicate<String> consent) {
    this.context = context;
    this.voice = voice;
    this.consent = consent;
    Map<String, Class<?>> verbs = context.verbs();
    this.lines = new Lines(context::isLoaded, verbs.values()::contains);
    variables.put("entities", new Variable("jakarta.persistence.EntityManager", "entityManager()"));
    variables.put("em", new Variable("jakarta.persistence.EntityManager", "entityManager()"));
    variables.put("app", new Variable("org.carafe.core.Application", "application()"));
    variables.put("clock", new Variable("java.time.Clock", "systemClock()"));
    variables.put("events", new Variable("org.carafe.core.event.Events", "eventsOfModules()"));
    verbs.forEach(
        (name, type) ->
            variables.put(
                name,
                new Variable(
                    type.getCanonicalName(), "bean(" + type.getCanonicalName() + ".class)")));
    undeclared.addAll(variables.keySet());
    Functions.serve(this);
    this.jshell = JShell.builder().executionEngine(engine, Map.of()).build();
    this.analysis = jshell.sourceCodeAnalysis();
    this.preparing = new Thread(() -> imports().forEach(jshell::eval), "shell-preparing");
    preparing.setDaemon(true);
    preparing.start();
  }

  /** The compiler takes a second to wake up, during which a person has begun to type. */
  private void awaitPrepared() {
    try {
      preparing.join();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private List<String> imports() {
    Set<String> packages =
        new LinkedHashSet<>(List.of("java.util", "java.util.stream", "java.time"));
    packages.add("jakarta.persistence");
    context
        .application()
        .blueprints()
        .forEach(one -> packages.add(one.getClass().getPackageName()));
    packages.addAll(context.entityPackages());
    return Stream.concat(
            Stream.of("import static " + Functions.class.getName() + ".*;"),
            packages.stream().map(name -> "import " + name + ".*;"))
        .toList();
  }

  ApplicationContext context() {
    return context;
  }

  /** Whether a transaction is open. */
  public boolean isInTransaction() {
    return context.transactions().isActive();
  }

  /** Rolls an open transaction back and says whether there was one. */
  public boolean abandon() {
    boolean open = isInTransaction();
    if (open) {
      context.transactions().rollback();
    }
    return open;
  }

  /** Whether a text ends in the middle of something. */
  public boolean isUnfinished(String text) {
    awaitPrepared();
    String rest = text;
    while (!rest.isBlank()) {
      CompletionInfo info = analysis.analyzeCompletion(rest);
      if (!info.completeness().isComplete()) {
        return info.completeness() == Completeness.DEFINITELY_INCOMPLETE
            || info.completeness() == Completeness.CONSIDERED_INCOMPLETE;
      }
      rest = info.remaining();
    }
    return false;
  }

  /** Carries a text out up to the first statement that fails; answers whether none did. */
  public boolean run(String text, Origin origin) {
    awaitPrepared();
    engine.begin();
    busy = true;
    try {
      boolean good = carryOut(text, origin) && !engine.isStopped();
      if (engine.isStopped()) {
        tellStopped();
      }
      return good;
    } finally {
      busy = false;
    }
  }

  /** Half of what was to be done may be in the transaction, so nothing of it is kept. */
  private void tellStopped() {
    voice.err().println(abandon() ? "Stopped. The open transaction was rolled back." : "Stopped.");
  }

  private boolean carryOut(String text, Origin origin) {
    String rest = text;
    while (!rest.isBlank()) {
      CompletionInfo info = analysis.analyzeCompletion(rest);
      String source = info.source() == null ? rest : info.source();
      if (info.completeness() == Completeness.EMPTY || engine.isStopped()) {
        return true;
      }
      int start = text.length() - rest.length();
      start += rest.length() - rest.stripLeading().length();
      if (!evaluate(source, text, start, origin)) {
        return false;
      }
      rest = info.source() == null ? "" : info.remaining();
    }
    return true;
  }

  private boolean evaluate(String source, String text, int start, Origin origin) {
    declareWhatIsIn(source);
    engine.forget();
    List<SnippetEvent> happened;
    try {
      happened = context.inRequest(() -> jshell.eval(source));
    } catch (Exception failure) {
      throw new IllegalStateException(failure);
    }
    boolean good = true;
    for (SnippetEvent event : happened) {
      if (event.causeSnippet() == null) {
        int at = Math.max(text.indexOf(event.snippet().source().strip(), start), start);
        places.put(event.snippet().id(), origin.at(text, at));
        good &= tell(event, text, at, origin);
      }
    }
    tellPublished();
    return good;
  }

  private boolean tell(SnippetEvent event, String text, int at, Origin origin) {
    Snippet snippet = event.snippet();
    if (event.exception() != null) {
      tellThrown(event.exception(), origin.at(text, at));
      return false;
    }
    if (event.status() == Snippet.Status.REJECTED) {
      jshell
          .diagnostics(snippet)
          .filter(Diag::isError)
          .forEach(diag -> tell(diag, text, at, origin));
      return false;
    }
    if (event.status().isDefined() && !event.status().isActive()) {
      return false;
    }
    if (snippet.subKind() == SubKind.TEMP_VAR_EXPRESSION_SUBKIND
        || snippet.subKind() == SubKind.VAR_VALUE_SUBKIND
        || (voice.isTold() && ASSIGNMENTS.contains(snippet.subKind()))) {
      lines.of(engine.value()).forEach(voice.out()::println);
    }
    return true;
  }

  private void tell(Diag diag, String text, int at, Origin origin) {
    int position = at + (int) Math.max(diag.getPosition(), 0);
    List<String> said =
        diag.getMessage(Locale.ENGLISH)
            .lines()
            .filter(line -> !line.strip().startsWith("location:"))
            .toList();
    voice.err().println(origin.at(text, position) + ": " + said.get(0));
    said.stream().skip(1).forEach(voice.err()::println);
    int line = text.lastIndexOf('\n', Math.max(position - 1, 0)) + 1;
    int end = text.indexOf('\n', position);
    if (position <= text.length() && line <= position) {
      voice.err().println("  " + text.substring(line, end < 0 ? text.length() : end));
      voice.err().println("  " + " ".repeat(position - line) + "^");
    }
  }

  private void tellThrown(JShellException exception, String place) {
    Throwable thrown = engine.thrown();
    if (engine.isStopped()) {
      return; // whatever it was, it was for that
    }
    if (thrown == null || !(exception instanceof EvalException)) {
      voice.err().println(place + ": " + exception.getMessage());
      return;
    }
    List<String> told = new Failure(thrown, this::isOfModules).lines();
    voice.err().println(place + ": " + told.get(0));
    told.stream().skip(1).forEach(voice.err()::println);
  }

  private boolean isOfModules(String type) {
    return context.application().blueprints().stream()
        .filter(blueprint -> !blueprint.name().equals("core"))
        .anyMatch(blueprint -> type.startsWith(blueprint.getClass().getPackageName() + "."));
  }

  private void tellPublished() {
    List<Record> published = context.published();
    if (!voice.isTold()) {
      return;
    }
    for (Record event : published) {
      voice.out().println("published " + String.join(" ", lines.of(event)));
    }
    // By name, because the command does not depend on modules.
    boolean mail = published.stream().anyMatch(one -> one.getClass().getName().equals(MAIL_QUEUED));
    if (mail && context.application().configuration().profile() == Profile.DEV) {
      voice
          .out()
          .println("Mail is in the outbox; the server delivers it: carafe run, then /dev/mail.");
    }
  }

  /** A variable is declared when it is first named, because each costs a call of the compiler. */
  private void declareWhatIsIn(String text) {
    if (undeclared.isEmpty()) {
      return;
    }
    NAME.matcher(text)
        .results()
        .map(found -> found.group())
        .filter(undeclared::contains)
        .distinct()
        .toList()
        .forEach(this::declare);
  }

  private void declare(String name) {
    undeclared.remove(name);
    Variable variable = variables.get(name);
    if (variable != null) {
      jshell.eval("%s %s = %s;".formatted(variable.type(), name, variable.value()));
    }
  }

  /** What can follow at a place of an unfinished line, and where the word begins. */
  public record Completion(int from, List<String> words) {}

  /** What can stand at the cursor. */
  public Completion complete(String text, int cursor) {
    awaitPrepared();
    declareWhatIsIn(text);
    int[] anchor = {cursor};
    var words = new LinkedHashSet<String>();
    List<Suggestion> suggestions = analysis.completionSuggestions(text, cursor, anchor);
    suggestions.stream()
        .filter(Suggestion::matchesType)
        .forEach(one -> words.add(one.continuation()));
    suggestions.forEach(one -> words.add(one.continuation()));
    int from = Math.min(anchor[0], cursor);
    while (suggestions.isEmpty()
        && from > 0
        && Character.isJavaIdentifierPart(text.charAt(from - 1))) {
      from--;
    }
    String begun = text.substring(from, cursor);
    if (from == 0 || text.charAt(from - 1) != '.') {
      undeclared.stream().filter(name -> name.startsWith(begun)).forEach(words::add);
    }
    var sorted = new ArrayList<>(words);
    Collections.sort(sorted);
    return new Completion(from, sorted);
  }

  /** Whether somebody has stopped what was carried out last. */
  public boolean isStopped() {
    return engine.isStopped();
  }

  /**
   * What Ctrl-C does: stops what runs, or says that it cannot be stopped, or ends this process;
   * that ends the connection, with which the database rolls back.
   */
  public void interrupt() {
    int asked = busy ? engine.halt() : LAST_WARNING + 1;
    if (asked == LAST_WARNING) {
      voice
          .err()
          .println(
              "This cannot be stopped: it is within code that looks at nothing. Ctrl-C once more ends the shell, and an open transaction is rolled back.");
    } else if (asked > LAST_WARNING) {
      System.exit(INTERRUPTED);
    }
  }

  Rows sql(String text, @Nullable Object... values) throws SQLException {
    var statement = new SqlStatement(text, Arrays.asList(values));
    boolean changes = statement.changes();
    if (changes && !consent.test(text)) {
      throw new MigrationException(
          "Nothing was done, because the statement changes data and this is no development, or a database on another machine. Call carafe shell with --yes to allow it.");
    }
    if (isInTransaction()) {
      if (statement.endsTransactions()) {
        throw new MigrationException(
            "Nothing was done, because this statement would end the open transaction. Call commit() or rollback() first.");
      }
      context.entities().flush();
      return statement.execute(context.entities().unwrap(Connection.class));
    }
    try (Connection connection = context.dataSource().getConnection()) {
      return changes ? statement.execute(connection) : statement.read(connection);
    }
  }

  void help() {
    var out = voice.out();
    var grid = new Grid(List.of("variable", "type"));
    variables.forEach((name, variable) -> grid.row(List.of(name, variable.type())));
    grid.lines().forEach(out::println);
    out.println();
    var functions = new Grid(List.of("function", "what it does"));
    functions.row(
        List.of(
            "begin(), commit(), rollback()",
            "a transaction over lines; else each verb is its own"));
    functions.row(
        List.of("sql(\"select … where id = ?\", 1)", "a statement; rows, or how many it changed"));
    functions.row(List.of("bean(Type.class)", "any bean"));
    functions.row(
        List.of("actAs(principal)", "be somebody else than the operator, who may do everything"));
    functions.row(List.of("exit", "or Ctrl-D"));
    functions.lines().forEach(out::println);
    out.println();
    out.println(
        "A variable alone tells what can be done with it. Mail goes into the outbox; the server delivers it.");
  }

  @Override
  public void close() {
    awaitPrepared();
    jshell.close();
    Functions.serve(null);
  }
}
