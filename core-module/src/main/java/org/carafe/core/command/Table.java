package org.carafe.core.command;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import picocli.CommandLine.Help.Ansi;

/**
 * Rows with aligned columns, for people at a terminal.
 *
 * <pre>{@code
 * var table = new Table("ID", "TO");
 * table.row("7", "ada@example.org");
 * table.print(spec.commandLine().getOut());
 * }</pre>
 */
public final class Table {
  /** Controls, line breaks, and what turns the direction of a line. */
  private static final Pattern COMMANDS =
      Pattern.compile("[\\p{Cc}\\p{Zl}\\p{Zp}\\u202A-\\u202E\\u2066-\\u2069]+");

  private final List<String> head;
  private final List<List<String>> rows = new ArrayList<>();

  /** With these heads of its columns. */
  public Table(String... head) {
    this.head = List.of(head);
  }

  /**
   * Adds a row, with as many cells as there are columns. Their control characters become spaces:
   * what people and other machines wrote must not command the terminal.
   */
  public void row(String... cells) {
    rows.add(Stream.of(cells).map(cell -> COMMANDS.matcher(cell).replaceAll(" ")).toList());
  }

  /** Writes it, the heads in bold where the terminal can. */
  public void print(PrintWriter out) {
    var widths = new int[head.size()];
    for (int column = 0; column < widths.length; column++) {
      widths[column] = head.get(column).length();
      for (var row : rows) {
        widths[column] = Math.max(widths[column], row.get(column).length());
      }
    }
    out.println(Ansi.AUTO.string("@|bold " + line(head, widths) + "|@"));
    rows.forEach(row -> out.println(line(row, widths)));
  }

  private static String line(List<String> cells, int[] widths) {
    var line = new StringBuilder();
    for (int column = 0; column < widths.length; column++) {
      line.append(cells.get(column));
      line.append(" ".repeat(widths[column] - cells.get(column).length() + 2));
    }
    return line.toString().stripTrailing();
  }
}
