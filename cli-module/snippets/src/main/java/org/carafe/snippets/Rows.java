package org.carafe.snippets;

import java.util.AbstractList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a statement answered: rows by the names of their columns, or how many it changed. */
public final class Rows extends AbstractList<Map<String, @Nullable Object>> {
  /** How many rows are read at most. */
  static final int MOST = 10_000;

  private final List<String> columns;
  private final List<Boolean> secret;
  private final List<Map<String, @Nullable Object>> rows;
  private final int changed;

  private Rows(
      List<String> columns,
      List<Boolean> secret,
      List<Map<String, @Nullable Object>> rows,
      int changed) {
    this.columns = columns;
    this.secret = secret;
    this.rows = rows;
    this.changed = changed;
  }

  static Rows read(
      List<String> columns, List<Boolean> secret, List<Map<String, @Nullable Object>> rows) {
    return new Rows(List.copyOf(columns), List.copyOf(secret), List.copyOf(rows), -1);
  }

  static Rows changed(int count) {
    return new Rows(List.of(), List.of(), List.of(), count);
  }

  @Override
  public Map<String, @Nullable Object> get(int index) {
    return rows.get(index);
  }

  @Override
  public int size() {
    return rows.size();
  }

  /** The names of the columns. */
  public List<String> columns() {
    return columns;
  }

  /** How many rows a statement changed; -1 where it read. */
  public int changed() {
    return changed;
  }

  /** The value of the first column of the first row, for a query that answers one. */
  public @Nullable Object value() {
    if (rows.isEmpty() || columns.isEmpty()) {
      throw new IllegalStateException("The statement answered no row.");
    }
    return rows.get(0).get(columns.get(0));
  }

  boolean isSecret(String column) {
    return secret.get(columns.indexOf(column));
  }
}
