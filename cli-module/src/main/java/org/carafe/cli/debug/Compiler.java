package org.carafe.cli.debug;

import java.io.File;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.carafe.cli.debug.Problem.Mistake;

/**
 * Compiles some of the application's classes in this process, against all the others. The checks of
 * the whole build (Error Prone, NullAway, warnings) are left to it.
 */
final class Compiler {
  private final JavaCompiler javac = ToolProvider.getSystemJavaCompiler();
  private final StandardJavaFileManager files =
      javac.getStandardFileManager(null, Locale.ENGLISH, StandardCharsets.UTF_8);
  private final String classPath;

  /**
   * A compiler.
   *
   * @param newer where classes lie that count before those of the class path
   */
  Compiler(Path newer, String classPath) {
    this.classPath = newer + File.pathSeparator + classPath;
  }

  /** Compiles into a folder; the answer is what was wrong. */
  List<Mistake> compile(Collection<Path> sources, Path into) throws IOException {
    Files.createDirectories(into);
    if (sources.isEmpty()) {
      return List.of(); // all that changed is gone
    }
    var said = new DiagnosticCollector<JavaFileObject>();
    var options =
        List.of(
            "-d",
            into.toString(),
            "-classpath",
            classPath,
            "-proc:none",
            "-parameters",
            "-g",
            "-Xlint:none",
            "-nowarn");
    boolean good =
        javac
            .getTask(
                new StringWriter(),
                files,
                said,
                options,
                null,
                files.getJavaFileObjectsFromPaths(sources))
            .call();
    return good ? List.of() : mistakes(said);
  }

  private static List<Mistake> mistakes(DiagnosticCollector<JavaFileObject> said) {
    return said.getDiagnostics().stream()
        .filter(one -> one.getKind() == Diagnostic.Kind.ERROR)
        .map(
            one ->
                new Mistake(
                    one.getSource() == null ? Path.of("") : Path.of(one.getSource().toUri()),
                    one.getLineNumber(),
                    one.getColumnNumber(),
                    one.getMessage(Locale.ENGLISH)))
        .toList();
  }
}
