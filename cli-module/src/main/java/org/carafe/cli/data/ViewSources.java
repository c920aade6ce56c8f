package org.carafe.cli.data;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;
import org.carafe.core.migration.SqlTokens.Token;

/**
 * Finds the foreign database that a view takes rows from: there columns are qualified by tables, so
 * only what stands behind {@code from} and {@code join} tells it.
 */
final class ViewSources {
  /** In whose parentheses {@code from} is followed by a value. */
  private static final Set<String> WITH_FROM = Set.of("extract", "trim", "substring", "substr");

  private final String database;
  private final Deque<Boolean> values = new ArrayDeque<>();
  private String before = "";
  private String name = "";
  private String foreign = "";
  private boolean expecting;

  ViewSources(String database) {
    this.database = database;
  }

  /** Of the statement so far; empty where there is none. */
  String foreign() {
    return foreign;
  }

  void clear() {
    values.clear();
    before = "";
    name = "";
    foreign = "";
    expecting = false;
  }

  void next(Token token) {
    if (token.isSymbol(".") && !name.isEmpty() && !name.equals(database)) {
      foreign = name;
    }
    name = "";
    if (token.isSymbol("(")) {
      values.push(WITH_FROM.contains(before));
    } else if (token.isSymbol(")")) {
      values.poll();
      expecting = false;
    } else if (token.isWord("join") || token.isWord("straight_join")) {
      expecting = true;
    } else if (token.isWord("from")) {
      expecting = !Boolean.TRUE.equals(values.peek());
    } else if (expecting && token.isName()) {
      name = token.text();
      expecting = false;
    }
    before = token.text();
  }
}
