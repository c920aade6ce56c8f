package org.carafe.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * An exception in a text of the log, in short: what it is, and which lines of the project it is
 * about.
 *
 * @param heads what each exception says of itself, the outermost first
 * @param stacks the frames of each
 * @param root the folder of the clone
 */
record LoggedFailure(List<String> heads, List<List<String>> stacks, Path root) {
  private static final String CALL = "\tat ";
  private static final String CAUSE = "Caused by: ";
  private static final Pattern HEAD = Pattern.compile("(?:[\\w$]+\\.)+[\\w$]+(?::.*)?");
  private static final Pattern FRAME =
      Pattern.compile(
          "\tat (?:[^\\s(]*/)?(?<type>[\\w.$]+)\\.(?<method>[\\w$<>]+)\\((?<file>\\w+\\.java):(?<line>\\d+)\\)");
  private static final Pattern PAGE =
      Pattern.compile("(?<view>/[\\w./-]+\\.xhtml)(?::| ?@|\\D+[Ll]ine:? )(?<line>\\d+)");
  private static final Pattern BETWEEN_PAGE_AND_JAVA =
      Pattern.compile(
          "\tat (?:[^\\s(]*/)?(?:org\\.carafe\\.dev\\.view|jakarta\\.el|com\\.sun\\.el|com\\.sun\\.faces|org\\.glassfish\\.expressly)\\..*");
  private static final Pattern TOKEN = Pattern.compile("[\\w~=-]{32,}");
  private static final Pattern UNPRINTABLE = Pattern.compile("[\\p{C}\\p{Zl}\\p{Zp}]");
  private static final int LONGEST = 300;

  /** The one whose stack is in a text, if any is. */
  static Optional<LoggedFailure> in(String text, Path root) {
    var heads = new ArrayList<String>();
    var stacks = new ArrayList<List<String>>();
    for (String line : text.lines().skip(1).toList()) {
      if (line.startsWith(CALL) && !heads.isEmpty()) {
        stacks.get(stacks.size() - 1).add(line);
      } else if (line.startsWith(CAUSE) || (heads.isEmpty() && HEAD.matcher(line).matches())) {
        heads.add(line.startsWith(CAUSE) ? line.substring(CAUSE.length()) : line);
        stacks.add(new ArrayList<>());
      }
    }
    return stacks.stream().allMatch(List::isEmpty)
        ? Optional.empty()
        : Optional.of(new LoggedFailure(heads, stacks, root));
  }

  /** Type and message of the innermost exception, and below it the lines of the project. */
  List<String> lines() {
    var told = new ArrayList<String>();
    told.add("  " + shown(heads.get(heads.size() - 1)));
    Optional<String> page = page();
    List<String> innermost = stacks.get(stacks.size() - 1);
    Optional<String> java =
        own(
            innermost.stream().takeWhile(call -> !BETWEEN_PAGE_AND_JAVA.matcher(call).matches()),
            this::isOfModule);
    if (page.isEmpty() && java.isEmpty()) {
      java = caller(this::isOfModule).or(() -> caller(source -> true));
    }
    java.ifPresent(place -> told.add("  at " + place));
    String word = java.isPresent() ? "  for " : "  at ";
    page.ifPresent(place -> told.add(word + place));
    return told;
  }

  /** What may be a token is left out, because a terminal is looked at by others too. */
  private static String shown(String head) {
    String shown = UNPRINTABLE.matcher(TOKEN.matcher(head).replaceAll("…")).replaceAll("?");
    return shown.length() > LONGEST ? shown.substring(0, LONGEST) + "…" : shown;
  }

  private Optional<String> caller(Predicate<Path> wanted) {
    for (int i = stacks.size() - 1; i >= 0; i--) {
      Optional<String> own = own(stacks.get(i).stream(), wanted);
      if (own.isPresent()) {
        return own;
      }
    }
    return Optional.empty();
  }

  private boolean isOfModule(Path source) {
    return !source.startsWith("core-module");
  }

  private Optional<String> own(Stream<String> calls, Predicate<Path> wanted) {
    return calls.map(call -> own(call, wanted)).flatMap(Optional::stream).findFirst();
  }

  private Optional<String> own(String call, Predicate<Path> wanted) {
    var frame = FRAME.matcher(call);
    if (!frame.matches() || frame.group("type").contains("$Proxy$_")) {
      return Optional.empty();
    }
    String type = frame.group("type");
    String folder = type.substring(0, Math.max(type.lastIndexOf('.'), 0)).replace('.', '/');
    return file("src/main/java/" + folder + "/" + frame.group("file"))
        .filter(wanted)
        .map(
            file ->
                "%s:%s (%s.%s)"
                    .formatted(
                        file,
                        frame.group("line"),
                        type.substring(type.lastIndexOf('.') + 1),
                        frame.group("method")));
  }

  private Optional<String> page() {
    for (String head : heads) {
      var place = PAGE.matcher(head);
      if (place.find()) {
        String view = place.group("view").substring(1);
        return file("src/main/resources/META-INF/resources/" + view)
            .or(() -> file("src/main/webapp/" + view))
            .map(file -> file + ":" + place.group("line"));
      }
    }
    return Optional.empty();
  }

  /** A file of whatever module, from the clone's folder on. */
  private Optional<Path> file(String inModule) {
    try (var modules = Files.newDirectoryStream(root, "*-module")) {
      for (Path module : modules) {
        Path file = module.resolve(inModule).normalize();
        if (file.startsWith(module) && Files.isRegularFile(file)) {
          return Optional.of(root.relativize(file));
        }
      }
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
