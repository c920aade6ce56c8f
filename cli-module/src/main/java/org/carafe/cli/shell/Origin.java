package org.carafe.cli.shell;

/** Where a text comes from: what messages call it, and the number of its first line. */
public record Origin(String name, int firstLine) {
  /** The place of a character of the text. */
  String at(String text, int position) {
    long before =
        text.substring(0, Math.min(position, text.length())).chars().filter(c -> c == '\n').count();
    return name + ":" + (firstLine + before);
  }
}
