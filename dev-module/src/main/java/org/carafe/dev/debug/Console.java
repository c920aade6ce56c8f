package org.carafe.dev.debug;

import jakarta.persistence.EntityManager;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import jdk.jshell.JShell;
import jdk.jshell.Snippet;
import jdk.jshell.SnippetEvent;
import jdk.jshell.SourceCodeAnalysis;
import jdk.jshell.execution.DirectExecutionControl;
import jdk.jshell.execution.LoaderDelegate;
import jdk.jshell.spi.ExecutionControl;
import jdk.jshell.spi.ExecutionControl.ClassBytecodes;
import jdk.jshell.spi.ExecutionControl.ClassInstallException;
import jdk.jshell.spi.ExecutionControl.NotImplementedException;
import jdk.jshell.spi.ExecutionControlProvider;
import jdk.jshell.spi.ExecutionEnv;
import org.carafe.core.Application;
import org.carafe.core.web.Beans;
import org.jspecify.annotations.Nullable;

/**
 * Evaluates Java in the application: JShell whose classes are loaded beside the WAR's and run on
 * the thread that asks. One per request that is looked into; what is declared stays.
 */
final class Console implements AutoCloseable {
  private static final int MOST = 4;
  private static final int LONGEST = 20_000;
  private static final Map<String, Console> OPEN = new LinkedHashMap<>();
  private static final String START =
      """
      var app = Application.current();
      var error = org.carafe.dev.debug.ConsoleContext.error("%s");
      <T> T bean(Class<T> type) { return org.carafe.dev.debug.ConsoleContext.bean(type); }
      List<?> sql(String query) { return org.carafe.dev.debug.ConsoleContext.sql(query); }
      var em = bean(EntityManager.class);
      """;

  /** What was asked and what came of it. */
  record Line(String asked, String answer, boolean failed) {}

  private final JShell shell;
  private final List<Line> lines = new ArrayList<>();

  private Console(String request) {
    shell =
        JShell.builder()
            .executionEngine(new InTheApplication(), Map.of())
            .compilerOptions("-classpath", System.getProperty(Debugging.CLASS_PATH, ""))
            .build();
    run(imports() + START.formatted(request));
    lines.clear();
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

  static synchronized void forget(Recorded request) {
    Console console = OPEN.remove(request.id());
    if (console != null) {
      console.close();
    }
  }

  /** Evaluates one or several lines. */
  synchronized void evaluate(String code) {
    run(code);
  }

  private void run(String code) {
    String rest = code.strip();
    while (!rest.isEmpty()) {
      SourceCodeAnalysis.CompletionInfo info = shell.sourceCodeAnalysis().analyzeCompletion(rest);
      String part = info.completeness().isComplete() ? info.source() : rest;
      String after = info.completeness().isComplete() ? info.remaining() : "";
      var answer = new StringBuilder();
      boolean failed = false;
      for (SnippetEvent event : shell.eval(part)) {
        failed |= event.exception() != null || event.status() == Snippet.Status.REJECTED;
        answer.append(told(event));
      }
      lines.add(new Line(part.strip(), shortened(answer.toString()), failed));
      rest = failed || after.equals(rest) ? "" : after.strip();
    }
  }

  private String told(SnippetEvent event) {
    if (event.exception() != null) {
      return String.valueOf(event.exception());
    }
    if (event.status() == Snippet.Status.REJECTED) {
      var said = new StringBuilder();
      shell
          .diagnostics(event.snippet())
          .forEach(one -> said.append(one.getMessage(Locale.ENGLISH)).append('\n'));
      return said.toString().strip();
    }
    return event.causeSnippet() == null && event.value() != null ? event.value() : "";
  }

  private static String shortened(String text) {
    return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + " …";
  }

  @Override
  public void close() {
    shell.close();
  }

  /** Runs snippets in this virtual machine, on the calling thread, with the WAR's classes. */
  private static final class InTheApplication implements ExecutionControlProvider {
    @Override
    public String name() {
      return "application";
    }

    @Override
    public ExecutionControl generate(ExecutionEnv environment, Map<String, String> parameters) {
      return new DirectExecutionControl(new Beside(Console.class.getClassLoader()));
    }
  }

  /** Loads what snippets are compiled to. */
  private static final class Beside implements LoaderDelegate {
    private final Snippets loader;
    private final Map<String, Class<?>> classes = new HashMap<>();

    Beside(ClassLoader application) {
      this.loader = new Snippets(application);
    }

    @Override
    public void load(ClassBytecodes[] compiled) throws ClassInstallException {
      var installed = new boolean[compiled.length];
      try {
        for (ClassBytecodes one : compiled) {
          loader.code.put(one.name(), one.bytecodes());
        }
        for (int i = 0; i < compiled.length; i++) {
          Class<?> type = loader.loadClass(compiled[i].name());
          classes.put(compiled[i].name(), type);
          installed[i] = true;
        }
      } catch (ReflectiveOperationException | LinkageError failure) {
        throw new ClassInstallException("load: " + failure.getMessage(), installed);
      }
    }

    @Override
    public void classesRedefined(ClassBytecodes[] compiled) {
      for (ClassBytecodes one : compiled) {
        loader.code.put(one.name(), one.bytecodes());
      }
    }

    @Override
    public void addToClasspath(String path) throws NotImplementedException {
      throw new NotImplementedException("The class path is the application's.");
    }

    @Override
    public Class<?> findClass(String name) throws ClassNotFoundException {
      Class<?> type = classes.get(name);
      if (type == null) {
        throw new ClassNotFoundException(name);
      }
      return type;
    }
  }

  /** The class loader of snippets. */
  private static final class Snippets extends ClassLoader {
    private final Map<String, byte[]> code = new HashMap<>();

    Snippets(ClassLoader application) {
      super(application);
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
      byte @Nullable [] bytes = code.get(name);
      if (bytes == null) {
        throw new ClassNotFoundException(name);
      }
      return defineClass(name, bytes, 0, bytes.length);
    }
  }
}
