package org.carafe.web;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A fenced block of a document. {@code <!-- from path -->} on the line in front of it names the
 * file that it is an excerpt of, {@code <!-- typed by ATest -->} the test that types it.
 *
 * @param document relative to the project
 * @param line where its text begins
 * @param language what stands behind the fence, empty for a shell's
 * @param from the file that it is an excerpt of, or empty
 * @param typedBy the test that types it, or empty
 */
record Snippet(
    String document, long line, String language, String from, String typedBy, String text) {
  private static final Pattern FENCE =
      Pattern.compile(
          "(?ms)^(?:<!-- (?:from (?<from>\\S+)|typed by (?<by>\\w+)) -->\\n)?```(?<language>\\w*)\\n(?<text>.*?)^```$");

  private static final Pattern FENCED = Pattern.compile("(?m)^ *```");
  private static final Pattern FILE = Pattern.compile("(?m)^\\+\\+\\+ (\\S+)\\n");

  /** Every document of the project that shows code. */
  static List<String> documents() throws IOException {
    try (Stream<Path> files = Files.list(SourceTree.ROOT.resolve("docs"))) {
      return Stream.concat(
              Stream.of("README.md", "CONTRIBUTING.md"),
              files.map(file -> "docs/" + file.getFileName()).filter(name -> name.endsWith(".md")))
          .sorted()
          .toList();
    }
  }

  /** All of a document, in its order. */
  static List<Snippet> of(String document) {
    String all = SourceTree.text(SourceTree.ROOT.resolve(document));
    List<Snippet> found =
        FENCE
            .matcher(all)
            .results()
            .map(
                fence ->
                    new Snippet(
                        document,
                        all.substring(0, fence.start(4)).lines().count() + 1,
                        fence.group(3),
                        group(fence, 1),
                        group(fence, 2),
                        fence.group(4)))
            .toList();
    if (FENCED.matcher(all).results().count() != 2L * found.size()) {
      throw new IllegalStateException(document + " has a fence that cannot be read");
    }
    return found;
  }

  private static String group(MatchResult fence, int number) {
    return fence.group(number) == null ? "" : fence.group(number);
  }

  /** What somebody types into a shell, without the remarks behind it. */
  List<String> lines() {
    return text.replace("\\\n", " ")
        .lines()
        .map(line -> line.replaceFirst(" +#.*", "").strip())
        .filter(line -> !line.isEmpty())
        .toList();
  }

  boolean isShell() {
    return language.isEmpty();
  }

  /** Makes the edits of a {@code diff} block, whose hunks say what is around them, not where. */
  void applyTo(Path root) throws IOException {
    List<MatchResult> files = FILE.matcher(text).results().toList();
    for (int i = 0; i < files.size(); i++) {
      int end = i + 1 < files.size() ? files.get(i + 1).start() : text.length();
      Path file = root.resolve(files.get(i).group(1));
      String edited = Files.readString(file);
      for (String hunk : text.substring(files.get(i).end(), end).split("(?m)^@@\\n", -1)) {
        edited = edit(edited, hunk, file);
      }
      Files.writeString(file, edited);
    }
  }

  private static String edit(String before, String hunk, Path file) {
    String old = side(hunk, "-");
    int at = before.indexOf(old);
    if (at < 0) {
      throw new IllegalStateException("%s has no lines%n%s".formatted(file, old));
    }
    return before.substring(0, at) + side(hunk, "+") + before.substring(at + old.length());
  }

  private static String side(String hunk, String sign) {
    var lines = new ArrayList<String>();
    for (String line : hunk.lines().toList()) {
      if (line.isEmpty() || line.startsWith(" ") || line.startsWith(sign)) {
        lines.add(line.isEmpty() ? "" : line.substring(1));
      }
    }
    return lines.stream().map(line -> line + "\n").collect(Collectors.joining());
  }

  @Override
  public String toString() {
    return document + ":" + line;
  }
}
