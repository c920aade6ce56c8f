package org.carafe.core.migration;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.carafe.core.migration.SqlTokens.Kind;
import org.carafe.core.migration.SqlTokens.Token;

/**
 * Finds the steps of a script that lose data: those marked with a comment {@code -- destructive:
 * what is lost}, and unmarked ones that can be told from their words, as the server would read
 * them. A mark speaks for the statement that it stands before. What a column loses that is changed
 * cannot be told from the words; the server's strict mode refuses what does not fit.
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
      Pattern.compile("\\bdrop sequence (?:if exists )?" + NAMES);
  private static final Pattern COLUMN =
      Pattern.compile(
          "\\bdrop (?:column )?(?:if exists )?(?!(?:column|if|table|tables|index|key|constraint|foreign|primary|default|check|partition|view|trigger|procedure|function|event|temporary|system|period|user|role|package|sequence|server|database|schema|prepare)\\b)("
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
          "(?:^|\\b(?:begin|then|else|do) )replace (?:low_priority |delayed )?(?:into )?" + NAME);
  private static final Pattern LOADED = Pattern.compile("^load .* replace into table " + NAME);
  private static final Pattern EMPTIED =
      Pattern.compile(
          "(?<!\\bon )\\bupdate (?:low_priority |ignore )*"
              + NAME
              + "(?:(?! where ).)* set (?:(?! where ).)*= (?:null\\b|'')");
  private static final Pattern DATABASE = Pattern.compile("\\bdrop (?:database|schema)\\b");
  private static final Pattern HIDDEN =
      Pattern.compile("^(?:execute|prepare)\\b|\\bexecute immediate\\b");

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
    each(COLUMN, "drops the column ", statement, found);
    each(ROWS, "deletes rows of ", statement, found);
    each(PARTITION, "deletes the rows of the partition ", statement, found);
    each(VERSIONS, "deletes the earlier versions of rows of ", statement, found);
    each(TABLESPACE, "deletes rows of ", statement, found);
    each(IGNORED, "deletes or shortens what no longer fits of ", statement, found);
    each(REPLACED, "replaces rows of ", statement, found);
    each(LOADED, "replaces rows of ", statement, found);
    each(EMPTIED, "empties a column of ", statement, found);
    if (DATABASE.matcher(statement).find()) {
      found.add("drops a database");
    }
    if (HIDDEN.matcher(statement).find()) {
      found.add("carries out a statement that it makes on the way");
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
