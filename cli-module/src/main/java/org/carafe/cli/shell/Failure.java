package org.carafe.cli.shell;

import jakarta.persistence.TransactionRequiredException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.UndeclaredThrowableException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.jboss.weld.exceptions.WeldException;
import org.jspecify.annotations.Nullable;

/** What is told of an exception: what it says, what caused it, and where in the modules it was. */
record Failure(Throwable thrown, Predicate<String> ofModules) {
  private static final int PLACES = 4;

  private static final Set<Integer> OTHER_SCHEMA = Set.of(1054, 1146);

  /** The first line says it; the others explain. */
  List<String> lines() {
    Throwable said = said();
    var lines = new ArrayList<String>();
    lines.add(name(said) + message(said));
    for (String cause : causes(said)) {
      lines.add("  because " + cause);
    }
    places(said).forEach(place -> lines.add("  at " + place));
    remedy(said).forEach(line -> lines.add("  " + line));
    return lines;
  }

  /** Without what only wraps. */
  private Throwable said() {
    Throwable at = thrown;
    while (at.getCause() != null
        && (at instanceof InvocationTargetException
            || at instanceof UndeclaredThrowableException
            || at instanceof WeldException)) {
      at = at.getCause();
    }
    return at;
  }

  private static String name(Throwable failure) {
    return failure.getClass().getSimpleName();
  }

  private static String message(Throwable failure) {
    String text = failure.getMessage();
    return text == null || text.isBlank() ? "" : ": " + firstSentences(text);
  }

  /** EclipseLink repeats the query, the call and the descriptor in lines of their own. */
  private static String firstSentences(String text) {
    var kept =
        text.lines()
            .map(String::strip)
            .filter(line -> !line.isEmpty())
            .filter(
                line ->
                    !line.matches(
                        "(Exception \\[EclipseLink-|Call:|Query:|Error Code:|Internal Exception:).*"))
            .map(line -> line.replaceFirst("^Exception Description: ", ""))
            .map(line -> line.replaceFirst("^\\(conn=\\d+\\) ", ""))
            .toList();
    return kept.isEmpty() ? text.strip().lines().findFirst().orElse("") : String.join(" ", kept);
  }

  private static Set<String> causes(Throwable failure) {
    var causes = new LinkedHashSet<String>();
    String before = name(failure) + message(failure);
    for (Throwable cause = failure.getCause(); cause != null; cause = cause.getCause()) {
      String text = name(cause) + message(cause);
      boolean news = !message(cause).isEmpty() && !before.contains(message(cause).substring(2));
      if (news) {
        causes.add(text);
        before = text;
      }
    }
    return causes;
  }

  private List<String> places(Throwable failure) {
    return Arrays.stream(failure.getStackTrace())
        .filter(frame -> ofModules.test(frame.getClassName()))
        .filter(frame -> frame.getLineNumber() > 0 && !frame.getClassName().contains("$Proxy$"))
        .filter(frame -> !frame.getClassName().contains("_WeldSubclass"))
        .limit(PLACES)
        .map(
            frame ->
                "%s.%s(%s:%d)"
                    .formatted(
                        frame.getClassName(),
                        frame.getMethodName(),
                        frame.getFileName(),
                        frame.getLineNumber()))
        .toList();
  }

  private static List<String> remedy(Throwable failure) {
    for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException sql && OTHER_SCHEMA.contains(sql.getErrorCode())) {
        return List.of(
            "The database may lack migrations: carafe db current tells, carafe db upgrade applies them.");
      }
      if (cause instanceof TransactionRequiredException
          && !String.valueOf(cause.getMessage()).contains("begin()")) {
        return List.of("Call begin() first and commit() afterwards.");
      }
    }
    return List.of();
  }
}
