package org.carafe.cli.schema;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.carafe.core.migration.MigrationException;
import org.carafe.core.text.Suggestion;

/** The statements that turn one schema into another, in an order that works. */
final class SchemaDifference {
  private final Schema from;
  private final Schema to;
  private final Map<String, String> renames;
  private final List<Step> steps = new ArrayList<>();

  private SchemaDifference(Schema from, Schema to, Map<String, String> renames) {
    this.from = from;
    this.to = to;
    this.renames = renames;
  }

  /**
   * Compares.
   *
   * @param from is changed: its columns are renamed as asked for
   * @param renames {@code table.old} to {@code new}
   */
  static List<Step> between(Schema from, Schema to, Map<String, String> renames) {
    var difference = new SchemaDifference(from, to, renames);
    difference.check();
    from.rename(renames);
    difference.find();
    return difference.steps;
  }

  /** The renames that lead back. */
  static Map<String, String> back(Map<String, String> renames) {
    var back = new HashMap<String, String>();
    renames.forEach(
        (old, now) -> {
          int dot = old.indexOf('.');
          back.put(old.substring(0, dot + 1) + now, old.substring(dot + 1));
        });
    return back;
  }

  private void check() {
    renames.forEach(
        (old, now) -> {
          int dot = old.indexOf('.');
          TableDefinition table = dot < 0 ? null : from.tables.get(old.substring(0, dot));
          if (table == null) {
            throw new MigrationException(
                "--rename %s=%s names no table of the database.%s Write it as table.old=new."
                    .formatted(
                        old,
                        now,
                        Suggestion.of(old.replaceFirst("\\..*", ""), from.tables.keySet())));
          }
          refuseUnlessKnown(table, old.substring(dot + 1), "the database");
          TableDefinition other = to.tables.get(table.name);
          if (other == null) {
            throw new MigrationException("The model has no table %s.".formatted(table.name));
          }
          refuseUnlessKnown(other, now, "the model");
        });
  }

  private static void refuseUnlessKnown(TableDefinition table, String column, String where) {
    if (!table.columns.containsKey(column)) {
      throw new MigrationException(
          "There is no column %s.%s in %s.%s"
              .formatted(table.name, column, where, Suggestion.of(column, table.columns.keySet())));
    }
  }

  private void find() {
    from.tables.values().forEach(this::dropForeignKeys);
    for (TableDefinition table : to.tables.values()) {
      TableDefinition old = from.tables.get(table.name);
      if (old != null) {
        alter(old, table);
      }
    }
    Set<String> there = new LinkedHashSet<>(from.tables.keySet());
    there.retainAll(to.tables.keySet());
    var late = new ArrayList<Step>();
    for (TableDefinition table : byDependency(added(from, to))) {
      create(table, there, late);
    }
    steps.addAll(late);
    for (TableDefinition table : to.tables.values()) {
      TableDefinition old = from.tables.get(table.name);
      if (old != null) {
        addForeignKeys(old, table);
      }
    }
    var gone = new ArrayList<>(byDependency(added(to, from)));
    Collections.reverse(gone);
    gone.forEach(this::drop);
  }

  private static List<TableDefinition> added(Schema from, Schema to) {
    return to.tables.values().stream().filter(t -> !from.tables.containsKey(t.name)).toList();
  }

  /** What others refer to comes first; where they refer to each other, the order is by name. */
  private static Collection<TableDefinition> byDependency(List<TableDefinition> tables) {
    var ordered = new LinkedHashSet<TableDefinition>();
    var left = new ArrayList<>(tables);
    while (!left.isEmpty()) {
      Optional<TableDefinition> next =
          left.stream()
              .filter(
                  table ->
                      table.foreignKeys.stream()
                          .noneMatch(
                              key ->
                                  !key.target().equals(table.name)
                                      && left.stream().anyMatch(t -> t.name.equals(key.target()))))
              .findFirst();
      TableDefinition table = next.orElse(left.get(0));
      left.remove(table);
      ordered.add(table);
    }
    return ordered;
  }

  private void create(TableDefinition table, Set<String> there, List<Step> late) {
    there.add(table.name);
    List<ForeignKey> now =
        table.foreignKeys.stream().filter(key -> there.contains(key.target())).toList();
    steps.add(
        new Step(
            table.name,
            table.create(now),
            List.of(
                "+ table %s (%s)".formatted(table.name, String.join(", ", table.columns.keySet()))),
            List.of(),
            List.of()));
    table.foreignKeys.stream()
        .filter(key -> !now.contains(key))
        .forEach(key -> late.add(add(table, key)));
  }

  private void drop(TableDefinition table) {
    steps.add(
        new Step(
            table.name,
            "drop table " + Sql.name(table.name),
            List.of("- table " + table.name),
            List.of("drops the table " + table.name + " with its rows"),
            List.of()));
  }

  private static boolean hasLike(TableDefinition table, ForeignKey wanted) {
    return table.foreignKeys.stream().anyMatch(wanted::isSame);
  }

  private void dropForeignKeys(TableDefinition table) {
    TableDefinition now = to.tables.get(table.name);
    var clauses = new ArrayList<String>();
    var findings = new ArrayList<String>();
    for (ForeignKey key : table.foreignKeys) {
      boolean stays = now != null && hasLike(now, key);
      // A table that goes takes its foreign keys along, unless two of those refer to each other.
      boolean goesAlong =
          now == null && !to.tables.containsKey(key.target()) && !isInCycle(table, key);
      if (stays || goesAlong || (now == null && to.tables.containsKey(key.target()))) {
        continue;
      }
      clauses.add("drop foreign key " + Sql.name(key.name()));
      findings.add("- foreign key " + table.name + "." + key.name());
      boolean replaced =
          now != null
              && now.foreignKeys.stream()
                  .anyMatch(
                      other ->
                          other.name().equals(key.name()) && other.columns().equals(key.columns()));
      if (!replaced && table.implicitKeys.stream().anyMatch(own -> own.name().equals(key.name()))) {
        clauses.add("drop key " + Sql.name(key.name()));
      }
    }
    alter(table.name, clauses, findings, List.of(), List.of());
  }

  private boolean isInCycle(TableDefinition table, ForeignKey key) {
    TableDefinition target = from.tables.get(key.target());
    return target != null
        && target != table
        && target.foreignKeys.stream().anyMatch(back -> back.target().equals(table.name));
  }

  private void addForeignKeys(TableDefinition old, TableDefinition table) {
    table.foreignKeys.stream()
        .filter(key -> !hasLike(old, key))
        .forEach(key -> steps.add(add(table, key)));
  }

  private static Step add(TableDefinition table, ForeignKey key) {
    return new Step(
        table.name,
        "alter table %s\n  add %s".formatted(Sql.name(table.name), key.sql()),
        List.of(
            "+ foreign key %s.%s (%s) to %s"
                .formatted(table.name, key.name(), String.join(", ", key.columns()), key.target())),
        List.of(),
        List.of());
  }

  private void alter(TableDefinition old, TableDefinition table) {
    new Alteration(old, table).find();
  }

  private void alter(
      String table,
      List<String> clauses,
      List<String> findings,
      List<String> losses,
      List<String> cautions) {
    if (!clauses.isEmpty()) {
      String sql =
          clauses.size() == 1 ? " " + clauses.get(0) : "\n  " + String.join(",\n  ", clauses);
      steps.add(
          new Step(table, "alter table " + Sql.name(table) + sql, findings, losses, cautions));
    }
  }

  /** The clauses of one ALTER TABLE: it happens as a whole or not at all. */
  private final class Alteration {
    private final TableDefinition old;
    private final TableDefinition now;
    private final Map<String, String> renamed = new HashMap<>();
    private final List<String> clauses = new ArrayList<>();
    private final List<String> findings = new ArrayList<>();
    private final List<String> losses = new ArrayList<>();
    private final List<String> cautions = new ArrayList<>();

    Alteration(TableDefinition old, TableDefinition now) {
      this.old = old;
      this.now = now;
      renames.forEach(
          (from, to) -> {
            if (from.startsWith(now.name + ".")) {
              renamed.put(to, from.substring(now.name.length() + 1));
            }
          });
    }

    void find() {
      dropKeys();
      now.columns.values().forEach(this::column);
      old.columns.values().stream()
          .filter(column -> !now.columns.containsKey(column.name()))
          .forEach(this::dropColumn);
      addKeys();
      options();
      alter(now.name, clauses, findings, losses, cautions);
    }

    private void dropKeys() {
      for (String check : old.checks.keySet()) {
        if (!old.checks.get(check).equals(now.checks.get(check))) {
          clauses.add("drop constraint " + Sql.name(check));
          findings.add("- check " + now.name + "." + check);
        }
      }
      for (Key key : old.keys) {
        if (now.keys.stream().noneMatch(key::isSame)) {
          clauses.add(key.isPrimary() ? "drop primary key" : "drop key " + Sql.name(key.name()));
          findings.add("- " + describe(key));
        }
      }
    }

    private void column(Column column) {
      String name = now.name + "." + column.name();
      Column before = old.columns.get(column.name());
      if (before == null) {
        clauses.add("add column " + Sql.name(column.name()) + " " + column.sql());
        findings.add("+ " + name + " " + column.sql());
        if (!column.nullable()
            && column.byDefault().isEmpty()
            && column.flags().isEmpty()
            && column.generated().isEmpty()) {
          cautions.add(
              "rows that are there get an empty %s, or the server refuses where there is none (dates, references)"
                  .formatted(name));
        }
        return;
      }
      String earlier = renamed.get(column.name());
      if (earlier != null) {
        clauses.add(
            before.isSame(column)
                ? "rename column " + Sql.name(earlier) + " to " + Sql.name(column.name())
                : "change column "
                    + Sql.name(earlier)
                    + " "
                    + Sql.name(column.name())
                    + " "
                    + column.sql());
        findings.add("~ " + now.name + "." + earlier + " is " + column.name() + " now");
      } else if (!before.isSame(column)) {
        clauses.add("modify column " + Sql.name(column.name()) + " " + column.sql());
      } else {
        return;
      }
      compare(name, before, column);
    }

    private void compare(String name, Column before, Column column) {
      if (before.isSame(column)) {
        return;
      }
      findings.add("~ %s %s → %s".formatted(name, before.sql(), column.sql()));
      if (Narrowing.loses(before, column)) {
        losses.add(
            "turns %s from %s into %s: what does not fit is cut or refused"
                .formatted(name, before.shortType(), column.shortType()));
      }
      if (before.nullable() && !column.nullable()) {
        cautions.add("fails where " + name + " is null");
      }
    }

    private void dropColumn(Column column) {
      String name = now.name + "." + column.name();
      clauses.add("drop column " + Sql.name(column.name()));
      losses.add("drops " + name + " with what is in it");
      String hint =
          now.columns.values().stream()
              .filter(
                  other ->
                      !old.columns.containsKey(other.name()) && other.type().equals(column.type()))
              .findFirst()
              .map(other -> " (only renamed? --rename %s=%s)".formatted(name, other.name()))
              .orElse("");
      findings.add("- " + name + hint);
    }

    private void addKeys() {
      for (Key key : now.keys) {
        if (old.keys.stream().noneMatch(key::isSame)) {
          clauses.add("add " + key.sql());
          findings.add("+ " + describe(key));
          if (!key.kind().isEmpty() && !key.kind().equals("fulltext")) {
            cautions.add("fails where rows share (%s)".formatted(String.join(", ", key.parts())));
          }
        }
      }
      // A foreign key that stays and lived on an index that goes gets one of its own.
      for (ForeignKey key : old.foreignKeys) {
        boolean lostItsIndex =
            hasLike(now, key)
                && old.keys.stream().anyMatch(index -> index.covers(key.columns()))
                && now.keys.stream().noneMatch(index -> index.covers(key.columns()))
                && old.implicitKeys.stream().noneMatch(index -> index.covers(key.columns()));
        if (lostItsIndex) {
          clauses.add(
              "add index %s (%s)".formatted(Sql.name(key.name()), Sql.names(key.columns())));
        }
      }
      now.checks.forEach(
          (name, condition) -> {
            if (!condition.equals(old.checks.get(name))) {
              clauses.add("add constraint " + Sql.name(name) + " check " + condition);
              findings.add("+ check " + now.name + "." + name + " " + condition);
              cautions.add("fails where rows break " + name);
            }
          });
    }

    private String describe(Key key) {
      return (key.kind() + " index ").strip()
          + " "
          + now.name
          + (key.isPrimary() ? "" : "." + key.name())
          + " ("
          + String.join(", ", key.parts())
          + ")";
    }

    private void options() {
      if (old.options.equals(now.options)) {
        return;
      }
      findings.add("~ table %s %s → %s".formatted(now.name, old.optionsSql(), now.optionsSql()));
      if (!Optional.ofNullable(old.options.get("COLLATE"))
          .equals(Optional.ofNullable(now.options.get("COLLATE")))) {
        clauses.add(
            "convert to character set "
                + now.options.get("DEFAULT CHARSET")
                + " collate "
                + now.options.get("COLLATE"));
      }
      String comment = now.options.getOrDefault("COMMENT", "''");
      if (!comment.equals(old.options.getOrDefault("COMMENT", "''"))) {
        clauses.add("comment " + comment);
      }
    }
  }
}
