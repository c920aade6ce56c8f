package org.carafe.snippets;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Rows in aligned columns below a ruled head. */
public final class Grid {
  private final List<List<String>> rows = new ArrayList<>();

  /** With these names of columns. */
  public Grid(List<String> head) {
    rows.add(head);
  }

  /** Adds a row. */
  public void row(List<String> cells) {
    rows.add(cells);
  }

  int width() {
    return Arrays.stream(widths()).map(width -> width + 2).sum() - 2;
  }

  private int[] widths() {
    int[] widths = new int[rows.get(0).size()];
    for (var row : rows) {
      for (int column = 0; column < widths.length; column++) {
        widths[column] = Math.max(widths[column], row.get(column).length());
      }
    }
    return widths;
  }

  /** Each row in a line of {@code name=value}. */
  List<String> spelled() {
    var head = rows.get(0);
    return rows.stream()
        .skip(1)
        .map(
            row ->
                IntStream.range(0, head.size())
                    .mapToObj(column -> head.get(column) + "=" + row.get(column))
                    .collect(Collectors.joining(" ")))
        .toList();
  }

  /** The whole. */
  public List<String> lines() {
    int[] widths = widths();
    var lines = new ArrayList<String>();
    for (var row : rows) {
      lines.add(line(row, widths));
    }
    var rule = new ArrayList<String>();
    for (int width : widths) {
      rule.add("-".repeat(width));
    }
    lines.add(1, line(rule, widths));
    return lines;
  }

  private static String line(List<String> cells, int[] widths) {
    var line = new StringBuilder();
    for (int column = 0; column < widths.length; column++) {
      String cell = cells.get(column);
      line.append(cell).append(" ".repeat(widths[column] - cell.length() + 2));
    }
    return line.toString().stripTrailing();
  }
}
