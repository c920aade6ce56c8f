package org.carafe.web;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The words of a line as a shell has them. */
final class ShellWords {
  private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|'([^']*)'|(\\S+)");

  private ShellWords() {}

  /** Without the profile, which the command takes away itself. */
  static List<String> of(String line) {
    return WORD.matcher(line.replaceFirst("--profile[ =]\\w+", ""))
        .results()
        .map(
            word ->
                Stream.of(1, 2, 3)
                    .map(word::group)
                    .filter(group -> group != null)
                    .findFirst()
                    .orElseThrow())
        .toList();
  }
}
