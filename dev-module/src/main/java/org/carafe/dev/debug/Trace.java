package org.carafe.dev.debug;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.carafe.core.Causes;
import org.carafe.dev.view.FailedExpression;

/**
 * A stack trace with the project's sources.
 *
 * @param type the class of the innermost exception
 * @param message what it says
 * @param wrappers the exceptions around it, outermost first
 * @param parts the frames, newest call first; those of others are taken together
 */
record Trace(String type, String message, List<String> wrappers, List<Part> parts) {
  private static final int AROUND = 5;
  private static final int SHORT = 10;
  private static final Pattern IN_A_VIEW =
      Pattern.compile(
          "(/[\\w./-]+\\.xhtml) ?@(\\d+),(\\d+)|(/[\\w./-]+\\.xhtml)\\D+[Ll]ine:? (\\d+)");

  private static final Pattern BETWEEN_PAGE_AND_JAVA =
      Pattern.compile(
          "(?:org\\.carafe\\.dev\\.view|jakarta\\.el|com\\.sun\\.el|com\\.sun\\.faces|org\\.glassfish\\.expressly)\\..*");

  /** A frame of the project, or some of others in a row. */
  sealed interface Part {}

  /** A line of the project. */
  record Own(String call, String place, List<Line> lines) implements Part {
    boolean isPage() {
      return place.contains(".xhtml:");
    }

    /** Whether it is of the kernel, which is seldom at fault. */
    boolean isKernel() {
      return place.startsWith("core-module/");
    }
  }

  /** What the server and libraries did in between. */
  record Others(List<String> calls, Set<String> packages) implements Part {}

  /** A line of a source. */
  record Line(int number, String text, boolean here) {}

  /**
   * The lines of the project that it is about, the one that is at fault first: the line of a module
   * that threw it, and the line of the page that called it.
   */
  List<String> places() {
    var places = new ArrayList<String>();
    for (Part part : parts) {
      if (part instanceof Own own && own.isPage()) {
        places.add(own.place());
        return places;
      }
      if (part instanceof Own own && !own.isKernel() && places.isEmpty()) {
        places.add(own.place());
      }
    }
    return places;
  }

  static Trace of(Throwable failure, Path root) {
    var wrappers = new ArrayList<String>();
    Throwable innermost = innermost(failure);
    Causes.of(failure)
        .takeWhile(one -> one != innermost)
        .map(one -> FailedExpression.unmarked(one.toString()))
        .map(told -> shortened(told, String.valueOf(innermost.getMessage())))
        .forEach(wrappers::add);
    var parts = new ArrayList<Part>();
    addFrames(innermost.getStackTrace(), root, parts);
    Causes.of(failure)
        .flatMap(one -> view(one, root).stream())
        .findFirst()
        .ifPresent(page -> parts.add(behindWhatThrew(innermost, root, parts), page));
    return new Trace(
        innermost.getClass().getName(),
        FailedExpression.unmarked(Optional.ofNullable(innermost.getMessage()).orElse("")),
        wrappers,
        parts);
  }

  /** Behind the line of a module that the page has called; first where the page did it itself. */
  private static int behindWhatThrew(Throwable innermost, Path root, List<Part> parts) {
    boolean thrown =
        Arrays.stream(innermost.getStackTrace())
            .takeWhile(frame -> !BETWEEN_PAGE_AND_JAVA.matcher(frame.getClassName()).matches())
            .flatMap(frame -> source(frame, root).stream())
            .anyMatch(source -> !source.startsWith(root.resolve("core-module")));
    for (int i = 0; thrown && i < parts.size(); i++) {
      if (parts.get(i) instanceof Own own && !own.isKernel()) {
        return i + 1;
      }
    }
    return 0;
  }

  /** Without what the innermost exception says itself. */
  private static String shortened(String wrapper, String innermost) {
    return innermost.length() > SHORT && wrapper.endsWith(innermost)
        ? wrapper.substring(0, wrapper.length() - innermost.length()) + "…"
        : wrapper;
  }

  /** What lies at the bottom of an exception. */
  static Throwable innermost(Throwable failure) {
    Throwable innermost = failure;
    while (innermost.getCause() != null && innermost.getCause() != innermost) {
      innermost = innermost.getCause();
    }
    return innermost;
  }

  private static void addFrames(StackTraceElement[] frames, Path root, List<Part> parts) {
    var others = new ArrayList<StackTraceElement>();
    for (StackTraceElement frame : frames) {
      Optional<Path> source = source(frame, root);
      if (source.isPresent()) {
        fold(others, parts);
        parts.add(own(frame, source.get(), root));
      } else {
        others.add(frame);
      }
    }
    fold(others, parts);
  }

  private static void fold(List<StackTraceElement> others, List<Part> parts) {
    if (!others.isEmpty()) {
      var packages = new LinkedHashSet<String>();
      others.forEach(frame -> packages.add(beginning(frame.getClassName())));
      parts.add(new Others(others.stream().map(StackTraceElement::toString).toList(), packages));
      others.clear();
    }
  }

  /** The first two parts of a name: {@code org.glassfish}. */
  private static String beginning(String name) {
    String[] parts = name.split("\\.", 3);
    return parts.length < 3 ? name : parts[0] + "." + parts[1];
  }

  private static Own own(StackTraceElement frame, Path source, Path root) {
    String type = frame.getClassName().substring(frame.getClassName().lastIndexOf('.') + 1);
    return new Own(
        type + "." + frame.getMethodName(),
        root.relativize(source) + ":" + frame.getLineNumber(),
        lines(source, frame.getLineNumber()));
  }

  /** Where in a page it failed: Faces says so of tags and their attributes in its message. */
  private static Optional<Own> view(Throwable failure, Path root) {
    if (failure instanceof FailedExpression expression) {
      return view(expression.view(), expression.line(), root);
    }
    var place = IN_A_VIEW.matcher(String.valueOf(failure.getMessage()));
    if (!place.find()) {
      return Optional.empty();
    }
    String name = place.group(1) == null ? place.group(4) : place.group(1);
    int line = Integer.parseInt(place.group(1) == null ? place.group(5) : place.group(2));
    return view(name, line, root);
  }

  private static Optional<Own> view(String name, int line, Path root) {
    return new SourceFiles(root)
        .view(name)
        .map(file -> new Own(name, root.relativize(file) + ":" + line, lines(file, line)));
  }

  /** The file of a frame; none for classes that were made at run time. */
  private static Optional<Path> source(StackTraceElement frame, Path root) {
    String file = frame.getFileName();
    String type = frame.getClassName();
    if (file == null
        || !file.endsWith(".java")
        || frame.getLineNumber() < 1
        || type.startsWith("org.carafe.dev.debug.")
        || type.startsWith("org.carafe.dev.view.")
        || type.contains("$Proxy$_")) {
      return Optional.empty();
    }
    String folder = type.substring(0, Math.max(0, type.lastIndexOf('.'))).replace('.', '/');
    try (DirectoryStream<Path> modules = Files.newDirectoryStream(root, "*-module")) {
      for (Path module : modules) {
        Path source = module.resolve("src/main/java").resolve(folder).resolve(file);
        if (Files.isRegularFile(source)) {
          return Optional.of(source);
        }
      }
    } catch (IOException gone) {
      return Optional.empty();
    }
    return Optional.empty();
  }

  private static List<Line> lines(Path file, int here) {
    try {
      var all = Files.readAllLines(file);
      var lines = new ArrayList<Line>();
      for (int i = Math.max(1, here - AROUND); i <= Math.min(all.size(), here + AROUND); i++) {
        lines.add(new Line(i, all.get(i - 1), i == here));
      }
      return lines;
    } catch (IOException gone) {
      return List.of();
    }
  }
}
