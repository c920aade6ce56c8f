package org.carafe.core.migration;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.carafe.core.migration.SqlTokens.Kind;
import org.carafe.core.migration.SqlTokens.Token;

/**
 * Finds the steps of a script that lose data: those marked with a comment {@code -- destructive:
 * what is lost}, and unmarked ones that can be told from their words, as the server would read
 * them. A mark speaks for the statement that it stands before. What a column loses that is changed
 * cannot be told from the words; the server's strict mode refuses what does not fit, so a statement
 * that changes this mode is told. So is any whose first word is not known here.
 */
public final class Destruction {
  /** What begins a mark. */
  public static final String MARK = "-- destructive: ";

  /** Stands for a letter of a quoted name that no bare name has. */
  private static final String ODD = "\u0002";

  private static final String PART = "`?[\\w$" + ODD + "\\x{80}-\\x{FFFF}]+`?";
  private static final String NAME = "(?:" + PART + "\\.)?(" + PART + ")";
  private static final String NAMES = "([\\w`.,$ " + ODD + "\\x{80}-\\x{FFFF}]+)";
  private static final Pattern TABLE =
      Pattern.compile("\\bdrop (?:temporary )?tables? (?:if exists )?" + NAMES);
  private static final Pattern NEW_TABLE =
      Pattern.compile("\\bcreate or replace table (?:if not exists )?" + NAME);
  private static final Pattern SEQUENCE =
      Pattern.compile("\\b(?:drop|create or replace) sequence (?:if (?:not )?exists )?" + NAMES);

  /** Where a clause may drop a column. */
  private static final Pattern ALTERED = Pattern.compile("\\balter (?:online |ignore )*table\\b");

  /** Whatever a clause drops is a column, unless it is one of these. */
  private static final Pattern COLUMN =
      Pattern.compile(
          "\\bdrop (?:column )?(?:if exists )?(?!(?:column|if|index|key|constraint|foreign|primary|check|partition|default|period for|system versioning)(?![\\w$\\x{80}-\\x{FFFF}]))("
              + PART
              + ")");

  private static final Pattern ROWS =
      Pattern.compile(
          "\\b(?:truncate (?:table )?(?!partition\\b)|(?<!\\bon )delete (?:[\\w`.,*$ "
              + ODD
              + "]+ )?from )"
              + NAME);
  private static final Pattern PARTITION =
      Pattern.compile("\\b(?:drop|truncate) partition (?:if exists )?" + NAMES);
  private static final Pattern VERSIONS =
      Pattern.compile(
          "\\balter (?:online )?table (?:if exists )?" + NAME + ".* drop system versioning\\b");
  private static final Pattern TABLESPACE =
      Pattern.compile(
          "\\balter (?:online )?table (?:if exists )?"
              + NAME
              + ".* discard (?:partition .*)?tablespace\\b");
  private static final Pattern IGNORED =
      Pattern.compile("\\balter (?:online )?ignore table (?:if exists )?" + NAME);
  private static final Pattern REPLACED =
      Pattern.compile(
          "(?<!\\bor )\\breplace (?:low_priority |delayed )?(?:into )?(?:table )?" + NAME);
  private static final Pattern OVERWRITTEN =
      Pattern.compile(
          "\\binsert (?:low_priority |delayed |high_priority |ignore )*(?:into )?"
              + NAME
              + ".* on duplicate key update\\b");
  private static final Pattern EMPTIED =
      Pattern.compile(
          "(?<!\\bon |\\bkey )\\bupdate (?:low_priority |ignore )*"
              + NAME
              + "(?:(?! where ).)* set (?:(?! where ).)*= (?:\\( )*(?:null\\b|default\\b|''|``)");

  /** Other engines may forget the rows, or take none. */
  private static final Pattern ENGINE =
      Pattern.compile(
          "\\balter (?:online |ignore )*table (?:if exists )?"
              + NAME
              + ".*(?<!\\b(?:column|add|modify|change|alter|drop|after|exists|to) )\\bengine (?:= )?(?!innodb\\b)[\\w`']");

  private static final Pattern DATABASE =
      Pattern.compile("\\b(?:drop|create or replace) (?:database|schema)\\b");
  private static final Pattern HIDDEN = Pattern.compile("(?<![`.])\\b(?:execute|call)\\b(?!`)");
  private static final Pattern FIRST = Pattern.compile("^[( ]*([^ ]*).*$");
  private static final Pattern LENIENT = Pattern.compile("(?i)\\bsql_mode\\b");

  /** What a statement, or a part of a compound one, may begin with; the rest of it is read. */
  private static final Set<String> KNOWN =
      Set.of(
          "alter",
          "analyze",
          "begin",
          "close",
          "commit",
          "create",
          "declare",
          "delete",
          "drop",
          "else",
          "elseif",
          "end",
          "fetch",
          "grant",
          "if",
          "insert",
          "leave",
          "load",
          "lock",
          "open",
          "rename",
          "replace",
          "return",
          "revoke",
          "select",
          "set",
          "signal",
          "start",
          "truncate",
          "unlock",
          "update",
          "with");

  private Destruction() {}

  /** A phrase for each, such as “drops the table notes”. */
  public static List<String> in(String script) {
    var found = new ArrayList<String>();
    find(script, found, found);
    return found;
  }

  /** What is told from the words of statements without a mark. */
  public static List<String> unmarked(String script) {
    var unmarked = new ArrayList<String>();
    find(script, new ArrayList<>(), unmarked);
    return unmarked;
  }

  /** Whether its statements end with something else than a semicolon. */
  static boolean hasOwnDelimiter(String script) {
    var tokens = SqlTokens.of(script);
    Token token;
    do {
      token = tokens.next();
    } while (token.kind() != Kind.END && !token.isWord("delimiter"));
    return token.kind() != Kind.END;
  }

  private static void find(String script, List<String> marked, List<String> unmarked) {
    var marks = new ArrayList<String>();
    var words = new StringBuilder();
    var tokens = SqlTokens.of(script);
    Token token;
    do {
      token = tokens.next();
      if (token.kind() == Kind.COMMENT) {
        if (token.text().startsWith(MARK)) {
          marks.add(token.text().substring(MARK.length()).strip());
        }
      } else if (token.isSymbol(";") || token.kind() == Kind.END) {
        if (marks.isEmpty()) {
          tell(words.toString(), unmarked);
        }
        marked.addAll(marks);
        marks.clear();
        words.setLength(0);
      } else {
        if (token.isWord("delimiter") && marks.isEmpty()) {
          unmarked.add("carries out statements that end with a sign of their own (delimiter)");
        }
        append(token, words);
      }
    } while (token.kind() != Kind.END);
  }

  /** One space between words, none around a dot; a string is only empty or not. */
  private static void append(Token token, StringBuilder words) {
    boolean joined = token.isSymbol(".") || token.isSymbol(",") || words.toString().endsWith(".");
    words.append(words.isEmpty() || joined ? "" : " ");
    words.append(
        switch (token.kind()) {
          case NAME -> "`" + token.text().replaceAll("[^\\w$\\x{80}-\\x{FFFF}]", ODD) + "`";
          case STRING -> token.text().isEmpty() ? "''" : "'…'";
          default -> token.text();
        });
  }

  private static void tell(String statement, List<String> found) {
    each(TABLE, "drops the table ", statement, found);
    each(NEW_TABLE, "drops what is in the table ", statement, found);
    each(SEQUENCE, "drops the sequence ", statement, found);
    if (ALTERED.matcher(statement).find()) {
      each(COLUMN, "drops the column ", statement, found);
    }
    each(ROWS, "deletes rows of ", statement, found);
    each(PARTITION, "deletes the rows of the partition ", statement, found);
    each(VERSIONS, "deletes the earlier versions of rows of ", statement, found);
    each(TABLESPACE, "deletes rows of ", statement, found);
    each(IGNORED, "deletes or shortens what no longer fits of ", statement, found);
    each(REPLACED, "replaces rows of ", statement, found);
    each(OVERWRITTEN, "overwrites rows of ", statement, found);
    each(EMPTIED, "empties a column of ", statement, found);
    each(ENGINE, "gives another engine the rows of ", statement, found);
    if (DATABASE.matcher(statement).find()) {
      found.add("drops a database");
    }
    if (LENIENT.matcher(statement).find()) {
      found.add("may let values be cut that do not fit (sql_mode)");
    }
    String first = FIRST.matcher(statement).replaceFirst("$1");
    if (HIDDEN.matcher(statement).find()) {
      found.add("carries out a statement that it makes on the way");
    } else if (!first.isEmpty() && !first.equals("delimiter") && !KNOWN.contains(first)) {
      found.add("carries out a statement that may lose anything: " + first.replace(ODD, " "));
    }
  }

  private static void each(Pattern loss, String phrase, String statement, List<String> found) {
    loss.matcher(statement)
        .results()
        .forEach(
            match ->
                found.add(
                    phrase
                        + match
                            .group(1)
                            .replace("`", "")
                            .replace(ODD, " ")
                            .replace(",", ", ")
                            .replaceAll(" +", " ")
                            .strip()));
  }
}
