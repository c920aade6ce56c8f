package org.carafe.core.migration;

import java.util.ArrayList;
import java.util.List;
import org.carafe.core.migration.SqlTokens.Kind;
import org.carafe.core.migration.SqlTokens.Token;

/**
 * Takes SQL apart where no quotes, comments or parentheses are open. Each part is as it stands
 * there, comments and all; one that has nothing but comments is left out.
 *
 * <pre>{@code
 * SqlParts.of("insert into a values (1, ';'); -- done", ';')  // insert into a values (1, ';')
 * }</pre>
 */
public final class SqlParts {
  private SqlParts() {}

  /**
   * The parts of a text.
   *
   * @param separator stands between them; a space for any white space
   */
  public static List<String> of(String sql, char separator) {
    var parts = new ArrayList<String>();
    var part = new StringBuilder();
    boolean blank = true;
    int depth = 0;
    var tokens = SqlTokens.of(sql).keeping();
    Token token;
    do {
      token = tokens.next();
      String taken = tokens.taken();
      boolean separates = depth == 0 && separates(token, taken, separator);
      if (!blank && (separates || token.kind() == Kind.END)) {
        parts.add((token.kind() == Kind.END ? part + taken : part.toString()).strip());
      }
      if (separates) {
        part.setLength(0);
        blank = true;
      }
      if (!separates || separator == ' ') {
        part.append(taken);
        blank &= token.kind() == Kind.COMMENT;
      }
      depth += token.isSymbol("(") ? 1 : token.isSymbol(")") ? -1 : 0;
    } while (token.kind() != Kind.END);
    return parts;
  }

  private static boolean separates(Token token, String taken, char separator) {
    return separator == ' '
        ? !taken.isEmpty() && Character.isWhitespace(taken.charAt(0)) && token.kind() != Kind.END
        : token.isSymbol(String.valueOf(separator));
  }
}
