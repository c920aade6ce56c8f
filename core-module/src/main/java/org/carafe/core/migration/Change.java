package org.carafe.core.migration;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import org.carafe.core.migration.SqlTokens.Kind;
import org.carafe.core.migration.SqlTokens.Token;

/** What a statement of a script does, as far as its words tell. It is carried out as it stands. */
final class Change {
  private static final Set<String> SESSION = Set.of("set", "use");
  private static final Set<String> STRUCTURE =
      Set.of("create", "alter", "drop", "rename", "select", "analyze");
  private static final Set<String> ROWS = Set.of("insert", "update", "delete", "replace");
  private static final Set<String> NO_COLUMN =
      Set.of(
          "constraint",
          "index",
          "key",
          "unique",
          "primary",
          "foreign",
          "fulltext",
          "spatial",
          "check",
          "partition",
          "period",
          "system");

  private final String sql;
  private final String code;
  private final List<Token> words;
  private final boolean conditional;

  /** The words and the text that name the table of an {@code alter table}; else none. */
  private final int headWords;

  private final int headLength;

  private Change(
      String sql,
      String code,
      List<Token> words,
      boolean conditional,
      int headWords,
      int headLength) {
    this.sql = sql;
    this.code = code;
    this.words = words;
    this.conditional = conditional;
    this.headWords = headWords;
    this.headLength = headLength;
  }

  static Change of(String sql) {
    var code = new StringBuilder();
    var words = new ArrayList<Token>();
    var ends = new ArrayList<Integer>();
    int length = 0;
    boolean conditional = false;
    var tokens = SqlTokens.of(sql).keeping();
    Token token;
    do {
      token = tokens.next();
      String taken = tokens.taken();
      length += taken.length();
      conditional |= tokens.isExecutable();
      code.append(token.kind() == Kind.COMMENT ? " " : taken);
      if (token.kind() != Kind.COMMENT && token.kind() != Kind.END) {
        words.add(token);
        ends.add(length);
      }
    } while (token.kind() != Kind.END);
    int head = head(words);
    return new Change(
        sql,
        code.toString().strip(),
        List.copyOf(words),
        conditional,
        head,
        head == 0 ? 0 : ends.get(head - 1));
  }

  /** As it stands in the script. */
  String sql() {
    return sql;
  }

  /** Without its comments, which may be edited at any time. */
  String code() {
    return code;
  }

  /** Whether it prepares the connection, and has to be done in each. */
  boolean isOfSession() {
    return isFirst(SESSION);
  }

  /** Whether it changes rows rather than tables. */
  boolean isOfData() {
    return !isFirst(SESSION) && !isFirst(STRUCTURE);
  }

  /** Whether the server does the whole of it or nothing. */
  boolean isAtomic() {
    return isFirst(ROWS)
        || is(words, 0, "alter")
        || (is(words, 0, "create") && !is(words, 1, "or"))
        || (is(words, 0, "drop") && drops().size() < 2);
  }

  /** The tables, and the columns as {@code table.column}, that go with all that is in them. */
  List<String> drops() {
    var names = new ArrayList<String>();
    int at = is(words, 1, "temporary") ? 2 : 1;
    if (is(words, 0, "drop") && (is(words, at, "table") || is(words, at, "tables"))) {
      at = after(words, at + 1, "if", "exists");
      while (isName(words, at)) {
        int end = nameEnd(words, at);
        names.add(bare(words.get(end - 1)));
        at = isSymbol(words, end, ",") ? end + 1 : words.size();
      }
    }
    for (List<Token> clause : clauseWords()) {
      int name = after(clause, after(clause, 1, "column"), "if", "exists");
      boolean ends =
          clause.size() == name + 1
              || (clause.size() == name + 2
                  && (is(clause, name + 1, "restrict") || is(clause, name + 1, "cascade")));
      if (is(clause, 0, "drop") && isName(clause, name) && ends) {
        names.add(altered() + "." + bare(clause.get(name)));
      }
    }
    return names;
  }

  /** The tables, and the columns as {@code table.column}, that were surely not there before. */
  List<String> makes() {
    var names = new ArrayList<String>();
    int at = after(words, after(words, 1, "or", "replace"), "temporary");
    if (is(words, 0, "create") && is(words, at, "table") && isName(words, at + 1)) {
      if (!is(words, at + 1, "if")) {
        names.add(bare(words.get(nameEnd(words, at + 1) - 1)));
      }
    }
    for (List<Token> clause : clauseWords()) {
      int name = after(clause, 1, "column");
      if (is(clause, 0, "add")
          && isName(clause, name)
          && !is(clause, name, "if")
          && (name > 1 || !isOneOf(clause, name, NO_COLUMN))) {
        names.add(altered() + "." + bare(clause.get(name)));
      }
    }
    return names;
  }

  /** The table that it makes, if it is there or not; empty where it makes none. */
  String makesTable() {
    int at = after(words, after(words, 1, "or", "replace"), "temporary");
    if (!is(words, 0, "create") || !is(words, at, "table")) {
      return "";
    }
    int name = after(words, at + 1, "if", "not", "exists");
    return isName(words, name) ? words.get(nameEnd(words, name) - 1).text() : "";
  }

  /** Whether it gives a table or column the name that another had. */
  boolean renames() {
    return words.stream().anyMatch(word -> word.isWord("rename") || word.isWord("change"));
  }

  /** Whether all that it can lose is in these tables, and columns as {@code table.column}. */
  boolean losesOnlyOf(Set<String> made) {
    if (conditional) {
      return false;
    }
    List<String> dropped = drops();
    if (headWords > 0) {
      return made.contains(altered())
          || (dropped.size() == clauseWords().size() && made.containsAll(dropped));
    }
    if (!dropped.isEmpty()) {
      return made.containsAll(dropped);
    }
    int name =
        is(words, 0, "delete") && is(words, 1, "from")
            ? 2
            : is(words, 0, "truncate") ? after(words, 1, "table") : is(words, 0, "update") ? 1 : -1;
    if (name < 0 || !isName(words, name)) {
      return false;
    }
    int end = nameEnd(words, name);
    return made.contains(bare(words.get(end - 1)))
        && (end == words.size() || is(words, end, "where") || is(words, end, "set"));
  }

  /** One statement for each clause of an {@code alter table}; else the statement itself. */
  List<Change> clauses() {
    if (headWords == 0 || conditional) {
      return List.of(this);
    }
    List<String> parts = SqlParts.of(sql.substring(headLength), ',');
    return parts.size() < 2
        ? List.of(this)
        : parts.stream().map(part -> of(sql.substring(0, headLength) + " " + part)).toList();
  }

  /** In a line, not too long to be read. */
  String shown() {
    String line = code.replaceAll("\\s+", " ");
    return line.length() <= 100 ? line : line.substring(0, 99) + "…";
  }

  private static int head(List<Token> words) {
    int at = 1;
    while (is(words, at, "online") || is(words, at, "ignore")) {
      at++;
    }
    if (!is(words, 0, "alter") || !is(words, at, "table")) {
      return 0;
    }
    at = after(words, at + 1, "if", "exists");
    return isName(words, at) ? nameEnd(words, at) : 0;
  }

  private String altered() {
    return bare(words.get(headWords - 1));
  }

  private List<List<Token>> clauseWords() {
    var clauses = new ArrayList<List<Token>>();
    if (headWords == 0) {
      return clauses;
    }
    var clause = new ArrayList<Token>();
    int depth = 0;
    for (Token word : words.subList(headWords, words.size())) {
      if (word.isSymbol(",") && depth == 0) {
        clauses.add(List.copyOf(clause));
        clause.clear();
      } else {
        depth += word.isSymbol("(") ? 1 : word.isSymbol(")") ? -1 : 0;
        clause.add(word);
      }
    }
    clauses.add(List.copyOf(clause));
    return clauses;
  }

  private boolean isFirst(Set<String> one) {
    return isOneOf(words, 0, one);
  }

  private static boolean isOneOf(List<Token> words, int at, Set<String> one) {
    return has(words, at, word -> word.kind() == Kind.WORD && one.contains(word.text()));
  }

  private static boolean is(List<Token> words, int at, String one) {
    return has(words, at, word -> word.isWord(one));
  }

  private static boolean isSymbol(List<Token> words, int at, String symbol) {
    return has(words, at, word -> word.isSymbol(symbol));
  }

  private static boolean isName(List<Token> words, int at) {
    return has(words, at, Token::isName);
  }

  private static boolean has(List<Token> words, int at, Predicate<Token> what) {
    return at < words.size() && what.test(words.get(at));
  }

  /** Behind these words, where they stand there. */
  private static int after(List<Token> words, int at, String... passed) {
    for (int i = 0; i < passed.length; i++) {
      if (!is(words, at + i, passed[i])) {
        return at;
      }
    }
    return at + passed.length;
  }

  private static int nameEnd(List<Token> words, int at) {
    int end = at + 1;
    while (isSymbol(words, end, ".") && isName(words, end + 1)) {
      end += 2;
    }
    return end;
  }

  private static String bare(Token name) {
    return name.text().toLowerCase(Locale.ROOT);
  }
}
