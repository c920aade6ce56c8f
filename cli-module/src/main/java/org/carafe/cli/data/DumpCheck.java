package org.carafe.cli.data;

import java.io.Reader;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.carafe.core.migration.MigrationException;
import org.carafe.core.migration.MigrationHistory;
import org.carafe.core.migration.SqlTokens;
import org.carafe.core.migration.SqlTokens.Kind;
import org.carafe.core.migration.SqlTokens.Token;

/**
 * Looks through a dump before anything is emptied for it: whether it is whole, makes and fills
 * tables of this database and does nothing else, and brings the history.
 */
final class DumpCheck {
  static final String END = "-- The dump is complete.";

  /** Of a database that has none, as one that was just made or emptied. */
  static final String END_WITHOUT_HISTORY =
      "-- The dump is complete, without rows of a migration history: there were none.";

  /** How the end begins that {@code mariadb-dump} writes. */
  private static final String END_OF_OTHERS = "-- Dump completed";

  /** Of a longer statement only this much is looked at to tell what it is. */
  private static final int HEAD = 40;

  private static final Set<String> OBJECTS =
      Set.of(
          "table",
          "tables",
          "view",
          "sequence",
          "index",
          "trigger",
          "procedure",
          "function",
          "event",
          "database",
          "schema",
          "user",
          "role",
          "server",
          "package",
          "tablespace");
  private static final Set<String> MADE = Set.of("table", "tables", "view", "sequence", "index");
  private static final Set<String> BEFORE_A_TABLE =
      Set.of(
          "insert",
          "replace",
          "low_priority",
          "high_priority",
          "delayed",
          "ignore",
          "into",
          "create",
          "or",
          "table",
          "if",
          "not",
          "exists");
  private static final Set<String> OF_ALL = Set.of("global", "password", "role");

  private final String file;
  private final String database;
  private final long longest;

  private final List<Token> head = new ArrayList<>();
  private final Set<String> tables = new HashSet<>();
  private final Set<String> views = new HashSet<>();
  private final ViewSources sources;
  private boolean renames;
  private boolean namesTheMark;
  private int line = 1;
  private boolean historyIsMade;
  private boolean historyIsFilled;

  /**
   * Of a dump for this database.
   *
   * @param longest how many bytes a statement may have
   */
  DumpCheck(String file, String database, long longest) {
    this.file = file;
    this.database = database;
    this.longest = longest;
    this.sources = new ViewSources(database);
  }

  /**
   * Looks through it, whatever its size.
   *
   * @return whether it brings rows of the history; else the database had none
   * @throws MigrationException when it must not be restored
   */
  boolean look(Reader text) {
    var tokens = new SqlTokens(text, longest);
    String last = "";
    String name = "";
    String other = "";
    boolean qualifies = false;
    long start = 0;
    for (var token = tokens.next(); token.kind() != Kind.END; token = tokens.next()) {
      if (tokens.bytes() - start > longest) {
        throw tooLong();
      }
      boolean comment = token.kind() == Kind.COMMENT;
      last = comment ? token.text() : "";
      if (token.isSymbol(";")) {
        finish(other);
        head.clear();
        other = "";
        renames = false;
        namesTheMark = false;
        sources.clear();
      } else if (!comment) {
        if (head.isEmpty()) {
          line = tokens.line();
        }
        if (head.size() < HEAD) {
          head.add(token);
        }
        if (qualifies && token.isName()) {
          other = name.equals(database) ? other : name;
        }
        refuseHidden(token);
        renames |= token.isWord("rename");
        namesTheMark |=
            token.isName() && token.text().equalsIgnoreCase(MigrationHistory.UNFINISHED);
        sources.next(token);
        qualifies = token.isSymbol(".") && !name.isEmpty();
        name = qualifies ? name : token.isName() ? token.text() : "";
      }
      if (head.isEmpty()) {
        start = tokens.bytes();
        line = tokens.line();
      }
    }
    if (tokens.bytes() - start > longest) {
      throw tooLong();
    }
    boolean hadNone = last.equals(END_WITHOUT_HISTORY);
    boolean ended = hadNone || last.equals(END) || last.startsWith(END_OF_OTHERS);
    if (!head.isEmpty() || !ended) {
      throw new MigrationException(
          "%s is no whole dump: its end is missing. Take another.".formatted(file));
    }
    boolean bringsHistory = historyIsMade && historyIsFilled;
    if (!bringsHistory && !hadNone) {
      throw new MigrationException(
          "%s holds no rows of the migration history (%s), so nothing would know which version its tables are of. Nothing was done. Restore a whole dump, one that carafe db dump wrote without --schema."
              .formatted(file, MigrationHistory.TABLE));
    }
    return bringsHistory;
  }

  private MigrationException tooLong() {
    return new MigrationException(
        "%s has a statement of more than %,d kB at line %d, which is more than the database server (max_allowed_packet) or the memory of this command takes. Nothing was done. Raise max_allowed_packet, or make the dump with shorter statements: carafe db dump, or mariadb-dump --skip-extended-insert."
            .formatted(file, longest / 1024, line));
  }

  /** What is set here is plain values, for this connection. */
  private void refuseHidden(Token token) {
    if (isWord(0, "set") && (token.isSymbol("(") || OF_ALL.stream().anyMatch(token::isWord))) {
      throw noPart("set " + token.text());
    }
    if ((isWord(0, "select") || isWord(0, "do")) && token.isWord("into")) {
      throw noPart(shown() + " … into");
    }
  }

  private MigrationException another(String what) {
    return new MigrationException(
        "%s %s at line %d, and carafe db restore fills %s alone. Nothing was done. Make the dump of one database, without --databases: carafe db dump, or mariadb-dump --single-transaction --hex-blob --skip-triggers %s."
            .formatted(file, what, line, database, database));
  }

  private MigrationException noPart(String what) {
    return new MigrationException(
        "%s has “%s” at line %d, and carafe db restore does nothing but make tables and fill them. Nothing was done. Make the dump with carafe db dump, or mariadb-dump --single-transaction --hex-blob --skip-triggers %s."
            .formatted(file, what, line, database));
  }

  /**
   * A statement was read to its end.
   *
   * @param other another database that a name in it seems to be in
   */
  private void finish(String other) {
    if (head.isEmpty()) {
      return;
    }
    String first = head.get(0).kind() == Kind.WORD ? head.get(0).text() : "";
    String what = what();
    if (first.equals("use") || what.equals("database") || what.equals("schema")) {
      throw another("leaves the database (%s)".formatted(shown()));
    }
    boolean good =
        switch (first) {
          case "set" -> !isWord(1, "statement");
          case "insert", "replace", "commit" -> true;
          case "lock", "unlock" -> head.size() > 1 && MADE.contains(head.get(1).text());
          case "start" -> isWord(1, "transaction");
          case "begin" -> head.size() == 1;
          case "do", "select" -> isWord(1, "setval");
          case "create", "drop", "alter" -> MADE.contains(what);
          default -> false;
        };
    if (!good) {
      throw noPart(shown());
    }
    if (!other.isEmpty() && !first.equals("set") && !what.equals("view")) {
      throw another("names the database " + other); // but a view's columns are qualified by tables
    }
    if (!sources.foreign().isEmpty() && what.equals("view")) {
      throw another("names the database " + sources.foreign());
    }
    if (first.equals("alter") && renames) {
      throw noPart(shown() + " … rename");
    }
    keepNames(first, what);
    if (namesTheMark) {
      throw new MigrationException(
          "%s was made while a restore was on its way, or after one had failed, so only a part of the data is in it. Nothing was done. Take an earlier one."
              .formatted(file));
    }
    if (MigrationHistory.TABLE.equals(table())) {
      historyIsMade |= first.equals("create") && what.equals("table");
      historyIsFilled |= first.equals("insert") || first.equals("replace");
    }
  }

  /** Rows go into tables that the dump makes: through a view they would go anywhere. */
  private void keepNames(String first, String what) {
    String table = table().toLowerCase(Locale.ROOT);
    if (first.equals("insert") || first.equals("replace")) {
      if (!tables.contains(table) || views.contains(table)) {
        throw noPart(shown() + " … into what is no table that it made");
      }
    } else if (first.equals("create") && what.equals("table")) {
      tables.add(table);
    } else if (what.equals("view")) {
      head.stream()
          .dropWhile(token -> !token.isWord("view"))
          .takeWhile(token -> !token.isWord("as") && !token.isSymbol("("))
          .forEach(token -> views.add(token.text().toLowerCase(Locale.ROOT)));
    }
  }

  private boolean isWord(int place, String word) {
    return head.size() > place && head.get(place).isWord(word);
  }

  /** What is created, dropped or altered; else nothing. */
  private String what() {
    boolean changes = isWord(0, "create") || isWord(0, "drop") || isWord(0, "alter");
    if (!changes) {
      return "";
    }
    for (int place = 1; place < head.size(); place++) {
      Token before = head.get(place - 1);
      boolean definer = before.isSymbol("=") || before.isSymbol("@");
      if (!definer
          && head.get(place).kind() == Kind.WORD
          && OBJECTS.contains(head.get(place).text())) {
        return head.get(place).text();
      }
    }
    return "";
  }

  /** Which one is made or filled. */
  private String table() {
    int place = 0;
    while (place < head.size()
        && head.get(place).kind() == Kind.WORD
        && BEFORE_A_TABLE.contains(head.get(place).text())) {
      place++;
    }
    boolean qualified = head.size() > place + 2 && head.get(place + 1).isSymbol(".");
    place += qualified ? 2 : 0;
    return place < head.size() ? head.get(place).text() : "";
  }

  private String shown() {
    return String.join(" ", head.stream().limit(3).map(Token::text).toList());
  }
}
