package org.carafe.testing;

import java.io.IOException;
import java.lang.instrument.ClassDefinition;
import java.lang.instrument.Instrumentation;
import java.lang.ref.Reference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.stream.Stream;

/**
 * Gives classes of a running application new method bodies. Part of the agent's jar, so it uses the
 * JDK alone. The application tells its class loader by the system property {@link #LOADER}.
 */
final class Redefinition {
  static final String LOADER = "carafe.debug.loader";
  static final String ANSWER = "answer";
  private static final String CLASS = ".class";

  private Redefinition() {}

  /** Redefines the classes in a folder and writes there why that failed, or nothing. */
  static void carryOut(Path folder, Instrumentation instrumentation) throws IOException {
    var answer = folder.resolve(ANSWER);
    var draft = Files.writeString(folder.resolve("draft"), attempt(folder, instrumentation));
    Files.move(draft, answer, StandardCopyOption.ATOMIC_MOVE);
  }

  private static String attempt(Path folder, Instrumentation instrumentation) {
    if (!(System.getProperties().get(LOADER) instanceof Reference<?> reference)
        || !(reference.get() instanceof ClassLoader loader)) {
      return "the application does not run";
    }
    var definitions = new ArrayList<ClassDefinition>();
    try (Stream<Path> files = Files.walk(folder)) {
      for (var file : files.filter(path -> path.toString().endsWith(CLASS)).toList()) {
        var path = folder.relativize(file).toString();
        var name = path.substring(0, path.length() - CLASS.length()).replace('/', '.');
        definitions.add(
            new ClassDefinition(Class.forName(name, false, loader), Files.readAllBytes(file)));
      }
      instrumentation.redefineClasses(definitions.toArray(ClassDefinition[]::new));
      return "";
    } catch (Exception | LinkageError refused) {
      return refused.toString();
    }
  }
}
