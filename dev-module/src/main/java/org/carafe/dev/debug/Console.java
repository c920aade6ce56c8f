package org.carafe.dev.debug;

import jakarta.persistence.EntityManager;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import jdk.jshell.EvalException;
import jdk.jshell.JShell;
import jdk.jshell.Snippet;
import jdk.jshell.Snippet.SubKind;
import jdk.jshell.SnippetEvent;
import jdk.jshell.SourceCodeAnalysis;
import org.carafe.core.Application;
import org.carafe.core.web.Beans;
import org.carafe.snippets.Engine;
import org.jspecify.annotations.Nullable;

/**
 * Evaluates Java in the application: JShell whose classes are loaded beside the WAR's and run on
 * the thread that asks. One per request that is looked into; what is declared stays.
 */
final class Console implements AutoCloseable {
  /** How long a line may take. */
  static final Duration LONGEST = Duration.ofMinutes(5);

  private static final Duration PATIENCE = Duration.ofSeconds(2);
  private static final int MOST = 4;
  private static final int LONGEST_ANSWER = 20_000;
  private static final Map<String, Console> OPEN = new LinkedHashMap<>();
  private static final Set<SubKind> ANSWERING =
      Set.of(
          SubKind.TEMP_VAR_EXPRESSION_SUBKIND,
          SubKind.VAR_VALUE_SUBKIND,
          SubKind.ASSIGNMENT_SUBKIND,
          SubKind.VAR_DECLARATION_WITH_INITIALIZER_SUBKIND);
  private static final String START =
      """
      var app = Application.current();
      var error = org.carafe.dev.debug.ConsoleContext.error("%s");
      <T> T bean(Class<T> type) { return org.carafe.dev.debug.ConsoleContext.bean(type); }
      org.carafe.snippets.Rows sql(String statement, Object... values) throws Exception { return org.carafe.dev.debug.ConsoleContext.sql(statement, values); }
      var em = bean(EntityManager.class);
      """;

  /** What was asked and what came of it. */
  record Line(String asked, String answer, boolean failed) {}

  private final String request;
  private final ReentrantLock lock = new ReentrantLock();
  private final List<Line> lines = new CopyOnWriteArrayList<>();
  private final Engine engine = new Engine(Console.class.getClassLoader());
  private final Set<String> declared = new HashSet<>();
  private @Nullable JShell shell;
  private volatile @Nullable String running;

  private Console(String request) {
    this.request = request;
  }

  /** As in {@code carafe shell}: the roots of the modules and their entities. */
  private static String imports() {
    var packages =
        new LinkedHashSet<>(
            List.of("java.util", "java.util.stream", "java.time", "jakarta.persistence"));
    Application.current()
        .blueprints()
        .forEach(blueprint -> packages.add(blueprint.getClass().getPackageName()));
    Beans.get(EntityManager.class)
        .getMetamodel()
        .getEntities()
        .forEach(entity -> packages.add(entity.getJavaType().getPackageName()));
    return packages.stream().map("import %s.*;\n"::formatted).collect(Collectors.joining());
  }

  /** The console of a request. */
  static synchronized Console of(Recorded request) {
    Console console = OPEN.computeIfAbsent(request.id(), Console::new);
    if (OPEN.size() > MOST) {
      var oldest = OPEN.entrySet().iterator().next();
      OPEN.remove(oldest.getKey()).close();
    }
    return console;
  }

  /** What was said in the console of a request so far. */
  static synchronized List<Line> linesOf(Recorded request) {
    Console console = OPEN.get(request.id());
    return console == null ? List.of() : List.copyOf(console.lines);
  }

  /** What the console of a request is busy with; empty where it waits for a line. */
  static synchronized String runningOf(Recorded request) {
    Console console = OPEN.get(request.id());
    String running = console == null ? null : console.running;
    return running == null ? "" : running;
  }

  static synchronized void forget(Recorded request) {
    Console console = OPEN.remove(request.id());
    if (console != null) {
      console.close();
    }
  }

  /** Ends all of them, and what runs in them: the application goes. */
  static synchronized void closeAll() {
    OPEN.values().forEach(Console::close);
    OPEN.clear();
  }

  /** Evaluates one or several lines, unless others still run. */
  void evaluate(String code) {
    if (!lock.tryLock()) {
      lines.add(
          new Line(
              code.strip(), "Not evaluated: the line before still runs. Stop it first.", true));
      return;
    }
    try {
      engine.begin();
      running = code.strip();
      var limit = limit();
      try {
        JShell in = prepared();
        declareWhatIsIn(code, in);
        run(in, code, lines);
      } finally {
        limit.cancel(true);
        running = null;
      }
    } finally {
      lock.unlock();
    }
  }

  private CompletableFuture<?> limit() {
    return CompletableFuture.runAsync(
        engine::halt, CompletableFuture.delayedExecutor(LONGEST.toSeconds(), TimeUnit.SECONDS));
  }

  private JShell prepared() {
    JShell prepared = shell;
    if (prepared == null) {
      prepared =
          JShell.builder()
              .executionEngine(engine, Map.of())
              .compilerOptions("-classpath", System.getProperty(Debugging.CLASS_PATH, ""))
              .build();
      shell = prepared;
      run(prepared, imports() + START.formatted(request), new ArrayList<>());
    }
    return prepared;
  }

  /**
   * The modules' verbs are declared when they are first named: each costs a call of the compiler.
   */
  private void declareWhatIsIn(String code, JShell in) {
    ConsoleContext.verbs()
        .forEach(
            (name, type) -> {
              if (Pattern.compile("\\b" + name + "\\b").matcher(code).find()
                  && declared.add(name)) {
                in.eval("var %s = bean(%s.class);".formatted(name, type.getCanonicalName()));
              }
            });
  }

  /** Stops what runs and what it has begun beside it, and waits for that a little. */
  void stop() {
    String stopped = running;
    engine.halt();
    if (stopped != null && !isQuietSoon()) {
      lines.add(
          new Line(
              stopped,
              "This does not stop: it is within code that looks at nothing. It ends with the server.",
              true));
    }
  }

  private boolean isQuietSoon() {
    try {
      boolean quiet = lock.tryLock(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
      if (quiet) {
        lock.unlock();
      }
      return quiet;
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private void run(JShell in, String code, List<Line> told) {
    String rest = code.strip();
    while (!rest.isEmpty()) {
      SourceCodeAnalysis.CompletionInfo info = in.sourceCodeAnalysis().analyzeCompletion(rest);
      String part = info.completeness().isComplete() ? info.source() : rest;
      String after = info.completeness().isComplete() ? info.remaining() : "";
      var answer = new StringBuilder();
      boolean failed = false;
      engine.forget();
      for (SnippetEvent event : in.eval(part)) {
        failed |= event.exception() != null || event.status() == Snippet.Status.REJECTED;
        answer.append(told(in, event));
      }
      told.add(new Line(part.strip(), shortened(answer.toString()), failed));
      rest = failed || after.equals(rest) ? "" : after.strip();
    }
  }

  private String told(JShell in, SnippetEvent event) {
    if (event.exception() != null) {
      if (engine.isStopped()) {
        return "Stopped.";
      }
      Throwable thrown = engine.thrown();
      return String.valueOf(
          event.exception() instanceof EvalException && thrown != null
              ? thrown
              : event.exception());
    }
    if (event.status() == Snippet.Status.REJECTED) {
      var said = new StringBuilder();
      in.diagnostics(event.snippet())
          .forEach(one -> said.append(one.getMessage(Locale.ENGLISH)).append('\n'));
      return said.toString().strip();
    }
    return event.causeSnippet() == null && ANSWERING.contains(event.snippet().subKind())
        ? String.join("\n", ConsoleContext.lines(engine.value()))
        : "";
  }

  private static String shortened(String text) {
    return text.length() <= LONGEST_ANSWER ? text : text.substring(0, LONGEST_ANSWER) + " …";
  }

  @Override
  public void close() {
    engine.halt();
    JShell open = shell;
    if (open != null) {
      open.close();
    }
  }
}
