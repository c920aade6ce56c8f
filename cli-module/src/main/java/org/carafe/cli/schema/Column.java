package org.carafe.cli.schema;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.carafe.core.migration.SqlParts;

/**
 * A column as the server describes it, taken apart.
 *
 * @param type such as {@code varchar(40)}, in the server's spelling
 * @param collation such as {@code character set utf8mb4 collate utf8mb4_bin}; empty for the table's
 * @param generated such as {@code generated always as (lower(a)) stored}, or empty
 * @param byDefault the expression and what follows it on update; empty for none or null
 * @param flags {@code auto_increment}, {@code invisible}
 * @param comment quoted, or empty
 * @param check the condition with its parentheses, or empty
 */
record Column(
    String name,
    String type,
    String collation,
    String generated,
    boolean nullable,
    String byDefault,
    String flags,
    String comment,
    String check) {
  private static final Set<String> CLAUSES =
      Set.of(
          "CHARACTER",
          "COLLATE",
          "GENERATED",
          "NOT",
          "NULL",
          "DEFAULT",
          "AUTO_INCREMENT",
          "ON",
          "COMMENT",
          "CHECK",
          "INVISIBLE");
  private static final Pattern WIDTH =
      Pattern.compile("^(tinyint|smallint|mediumint|int|bigint)\\(\\d+\\)");

  /** Reads a line of SHOW CREATE TABLE. */
  static Column parse(String line) {
    List<String> words = SqlParts.of(line, ' ');
    var parts = new Parts();
    String clause = "TYPE";
    for (String word : words.subList(1, words.size())) {
      boolean begins =
          CLAUSES.contains(word)
              // DEFAULT NULL and CHARACTER SET belong together, and NOT NULL
              && !(word.equals("NULL") && (clause.equals("DEFAULT") || clause.equals("NOT")));
      if (begins) {
        clause = word;
      }
      parts.add(clause, word);
    }
    return parts.column(Sql.unquoted(words.get(0)));
  }

  /** The words of each clause. */
  private static final class Parts {
    private final java.util.Map<String, StringBuilder> texts = new java.util.HashMap<>();

    void add(String clause, String word) {
      var text = texts.computeIfAbsent(clause, any -> new StringBuilder());
      text.append(text.isEmpty() ? "" : " ").append(word);
    }

    String text(String clause) {
      return String.valueOf(texts.getOrDefault(clause, new StringBuilder()));
    }

    Column column(String name) {
      String onUpdate = text("ON");
      String byDefault = text("DEFAULT").replaceFirst("^DEFAULT ", "");
      if (byDefault.equals("NULL")) {
        byDefault = "";
      }
      if (!onUpdate.isEmpty()) {
        byDefault +=
            (byDefault.isEmpty() ? "" : " ") + onUpdate.replaceFirst("ON UPDATE", "on update");
      }
      return new Column(
          name,
          text("TYPE"),
          (text("CHARACTER").replaceFirst("CHARACTER SET", "character set")
                  + " "
                  + text("COLLATE").replaceFirst("COLLATE", "collate"))
              .strip(),
          Sql.plain(text("GENERATED"))
              .replaceFirst("^GENERATED ALWAYS AS", "generated always as")
              .replaceFirst("STORED$", "stored")
              .replaceFirst("VIRTUAL$", "virtual"),
          text("NOT").isEmpty(),
          Sql.plain(byDefault),
          (Sql.lower(text("AUTO_INCREMENT")) + " " + Sql.lower(text("INVISIBLE"))).strip(),
          text("COMMENT").replaceFirst("^COMMENT ", ""),
          Sql.plain(text("CHECK").replaceFirst("^CHECK ", "")));
    }
  }

  Column renamed(String other) {
    return new Column(
        other, type, collation, generated, nullable, byDefault, flags, comment, check);
  }

  /** This column, with what it says nothing of as the other has it. */
  Column completedFrom(Column other) {
    return new Column(
        other.name,
        type,
        collation.isEmpty() && isText() && other.isText() ? other.collation : collation,
        generated,
        nullable,
        byDefault.isEmpty() && flags.isEmpty() && generated.isEmpty() ? other.byDefault : byDefault,
        flags,
        comment.isEmpty() ? other.comment : comment,
        check);
  }

  private boolean isText() {
    return type.startsWith("char")
        || type.startsWith("varchar")
        || type.endsWith("text")
        || type.startsWith("enum")
        || type.startsWith("set");
  }

  boolean isSame(Column other) {
    return renamed("x").equals(other.renamed("x"));
  }

  /** As it is written: {@code varchar(40) not null comment 'as typed'}. */
  String sql() {
    var sql = new StringBuilder();
    boolean json = check.equals("(json_valid(" + Sql.name(name) + "))") && type.equals("longtext");
    sql.append(json ? "json" : shortType());
    append(sql, json ? "" : collation);
    append(sql, generated);
    if (generated.isEmpty()) {
      append(sql, nullable ? "null" : "not null");
    }
    if (byDefault.startsWith("on update")) {
      append(sql, byDefault);
    } else if (!byDefault.isEmpty()) {
      append(sql, "default " + shortDefault());
    }
    append(sql, flags);
    append(sql, comment.isEmpty() ? "" : "comment " + comment);
    append(sql, json || check.isEmpty() ? "" : "check " + check);
    return sql.toString();
  }

  String shortType() {
    return type.equals("tinyint(1)") ? "boolean" : WIDTH.matcher(type).replaceFirst("$1");
  }

  private String shortDefault() {
    if (!type.equals("tinyint(1)")) {
      return byDefault;
    }
    return byDefault.equals("0") ? "false" : byDefault.equals("1") ? "true" : byDefault;
  }

  private static void append(StringBuilder sql, String clause) {
    if (!clause.isEmpty()) {
      sql.append(' ').append(clause);
    }
  }
}
