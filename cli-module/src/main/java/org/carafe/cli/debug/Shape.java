package org.carafe.cli.debug;

import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.BlockTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.JavacTask;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/**
 * What of a source others depend on or was carried out when the application started: everything but
 * the bodies of ordinary methods. Where it stays the same, new bodies can be put into the running
 * classes; where it differs, the application is deployed again.
 *
 * @param text the source without those bodies
 * @param names the simple names of its classes
 */
record Shape(String text, Set<String> names) {
  private static final Set<String> RUNS_AT_START = Set.of("PostConstruct", "Produces", "Startup");

  /** The shape of a source; empty where it cannot be read as Java. */
  static Optional<Shape> of(String source) {
    var said = new DiagnosticCollector<JavaFileObject>();
    var task =
        (JavacTask)
            ToolProvider.getSystemJavaCompiler()
                .getTask(null, null, said, List.of("-proc:none"), null, List.of(file(source)));
    try {
      var text = new StringBuilder();
      var names = new TreeSet<String>();
      for (var unit : task.parse()) {
        text.append(unit.getPackage()).append('\n');
        for (var type : unit.getTypeDecls()) {
          if (type instanceof ClassTree found) {
            add(found, text, names);
          }
        }
      }
      return said.getDiagnostics().isEmpty()
          ? Optional.of(new Shape(text.toString(), names))
          : Optional.empty();
    } catch (IOException inMemory) {
      throw new IllegalStateException(inMemory);
    }
  }

  private static JavaFileObject file(String source) {
    return new SimpleJavaFileObject(
        URI.create("string:///Source.java"), JavaFileObject.Kind.SOURCE) {
      @Override
      public CharSequence getCharContent(boolean ignoreEncodingErrors) {
        return source;
      }
    };
  }

  private static void add(ClassTree type, StringBuilder text, Set<String> names) {
    names.add(type.getSimpleName().toString());
    text.append(type.getModifiers())
        .append(type.getKind().name().toLowerCase(Locale.ROOT))
        .append(' ')
        .append(type.getSimpleName())
        .append(type.getTypeParameters())
        .append(type.getExtendsClause())
        .append(type.getImplementsClause())
        .append(type.getPermitsClause())
        .append('\n');
    boolean declares = type.getImplementsClause().toString().contains("Blueprint");
    for (Tree member : type.getMembers()) {
      if (member instanceof ClassTree inner) {
        add(inner, text, names);
      } else if (member instanceof MethodTree method && !declares && !runsAtStart(method)) {
        addSignature(method, text);
      } else {
        text.append(member instanceof BlockTree ? "{}" : "").append(member).append('\n');
      }
    }
  }

  /** Constructors of beans too: what lives as long as the application is not made again. */
  private static boolean runsAtStart(MethodTree method) {
    return method.getReturnType() == null
        || method.getModifiers().getAnnotations().stream().anyMatch(Shape::meansStart)
        || method.getParameters().toString().contains("@Observes");
  }

  private static boolean meansStart(AnnotationTree annotation) {
    return RUNS_AT_START.contains(annotation.getAnnotationType().toString());
  }

  private static void addSignature(MethodTree method, StringBuilder text) {
    text.append(method.getModifiers())
        .append(method.getTypeParameters())
        .append(method.getReturnType())
        .append(' ')
        .append(method.getName())
        .append(method.getParameters())
        .append(method.getThrows())
        .append(method.getDefaultValue())
        .append('\n');
  }
}
