package org.carafe.core.migration;

import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.Locale;

/**
 * The words of SQL as MariaDB reads them, however large the text is: what stands in executable
 * comments ({@code /*! … *}{@code /}) is read as the server would, what stands in strings and in
 * other comments is not.
 *
 * <pre>{@code
 * var tokens = new SqlTokens(reader);
 * for (var token = tokens.next(); token.kind() != Kind.END; token = tokens.next()) { … }
 * }</pre>
 *
 * @see <a href="https://mariadb.com/kb/en/comment-syntax/">MariaDB: comment syntax</a>
 */
public final class SqlTokens {
  /** What a token is. Text in double quotes is a name, as it is with {@code ansi_quotes}. */
  public enum Kind {
    WORD,
    NAME,
    NUMBER,
    STRING,
    COMMENT,
    SYMBOL,
    END
  }

  /**
   * A word in small letters, or a name, string, comment or sign as it stands there; of a long one
   * its beginning.
   */
  public record Token(Kind kind, String text) {
    public boolean isWord(String word) {
      return kind == Kind.WORD && text.equals(word);
    }

    public boolean isSymbol(String symbol) {
      return kind == Kind.SYMBOL && text.equals(symbol);
    }

    /** Whether it can name a table, a column or a database. */
    public boolean isName() {
      return kind == Kind.NAME || kind == Kind.WORD;
    }
  }

  private static final int LONGEST = 1000;
  private static final int NONE = -1;

  /** MariaDB passes over what is for these versions of MySQL. */
  private static final int FIRST_OF_MYSQL = 50_700;

  private static final int LAST_OF_MYSQL = 99_999;

  /** No server's: what {@code mariadb-dump} writes for its client alone. */
  private static final int NO_VERSION = 200_000;

  private final Reader in;
  private final long longest;
  private final char[] buffer = new char[1 << 16];
  private int from;
  private int to;
  private int depth;
  private int line = 1;
  private long bytes;
  private final StringBuilder text = new StringBuilder();
  private final StringBuilder taken = new StringBuilder();
  private boolean keeping;

  public SqlTokens(Reader in) {
    this(in, Long.MAX_VALUE);
  }

  /** Whose strings and comments end at this many bytes, so that an endless one is told in time. */
  public SqlTokens(Reader in, long longest) {
    this.in = in;
    this.longest = longest;
  }

  static SqlTokens of(String sql) {
    return new SqlTokens(new StringReader(sql));
  }

  /** Keeps what is read, for {@link #taken}. */
  public SqlTokens keeping() {
    keeping = true;
    return this;
  }

  /** What was read since it was asked for last. */
  public String taken() {
    String all = taken.toString();
    taken.setLength(0);
    return all;
  }

  /** Whether an executable comment is open. */
  public boolean isExecutable() {
    return depth > 0;
  }

  /** The line that was reached, from 1. */
  public int line() {
    return line;
  }

  /** How much was read, as UTF-8. */
  public long bytes() {
    return bytes;
  }

  /** The next one, {@link Kind#END} behind the last. */
  public Token next() {
    try {
      return read();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private Token read() throws IOException {
    while (true) {
      text.setLength(0);
      int first = peek(0);
      if (first == NONE) {
        return token(Kind.END);
      } else if (Character.isWhitespace(first)) {
        take();
      } else if (first == '#' || (first == '-' && peek(1) == '-' && isBlank(peek(2)))) {
        return lineComment();
      } else if (first == '/' && peek(1) == '*') {
        if (!isExecuted()) {
          return blockComment();
        }
        depth++;
      } else if (depth > 0 && first == '*' && peek(1) == '/') {
        take();
        take();
        depth--;
      } else if (first == '\'') {
        return quoted(Kind.STRING);
      } else if (first == '`' || first == '"') {
        return quoted(Kind.NAME);
      } else if (first >= '0' && first <= '9') {
        return number();
      } else if (isLetter(first)) {
        return word();
      } else {
        add(take());
        return token(Kind.SYMBOL);
      }
    }
  }

  private static boolean isBlank(int letter) {
    return letter <= ' ';
  }

  private static boolean isLetter(int letter) {
    return (letter >= 'a' && letter <= 'z')
        || (letter >= 'A' && letter <= 'Z')
        || (letter >= '0' && letter <= '9')
        || letter == '_'
        || letter == '$'
        || letter >= 0x80;
  }

  private Token lineComment() throws IOException {
    long end = end();
    while (peek(0) != NONE && peek(0) != '\n' && bytes < end) {
      add(take());
    }
    return token(Kind.COMMENT);
  }

  /** Takes the beginning of a comment, and the version that an executable one has. */
  private boolean isExecuted() throws IOException {
    add(take());
    add(take());
    boolean forMariaDb = peek(0) == 'M' && peek(1) == '!';
    if (forMariaDb) {
      add(take());
    }
    if (peek(0) != '!') {
      return false;
    }
    add(take());
    int version = 0;
    for (int digits = 0; digits < 6 && peek(0) >= '0' && peek(0) <= '9'; digits++) {
      version = version * 10 + peek(0) - '0';
      add(take());
    }
    boolean ofMySql = version >= FIRST_OF_MYSQL && version <= LAST_OF_MYSQL;
    return version < NO_VERSION && (forMariaDb || !ofMySql);
  }

  private Token blockComment() throws IOException {
    long end = end();
    while (peek(0) != NONE && !(peek(0) == '*' && peek(1) == '/') && bytes < end) {
      add(take());
    }
    take();
    take();
    return token(Kind.COMMENT);
  }

  private Token quoted(Kind kind) throws IOException {
    int quote = take();
    long end = end();
    while (peek(0) != NONE && bytes < end) {
      takePlain(quote);
      int letter = take();
      if (letter == NONE) {
        break;
      } else if (letter == '\\' && quote != '`') {
        add(letter);
        add(take());
      } else if (letter != quote) {
        add(letter);
      } else if (peek(0) == quote) {
        add(take());
      } else {
        break;
      }
    }
    return token(kind);
  }

  private long end() {
    return bytes + Math.min(longest, Long.MAX_VALUE - bytes);
  }

  /** At once what is nothing but itself in a string: most of a large dump. */
  private void takePlain(int quote) {
    int end = from;
    while (end < to && isPlain(buffer[end], quote)) {
      end++;
    }
    int length = end - from;
    text.append(buffer, from, Math.min(length, LONGEST - text.length()));
    if (keeping) {
      taken.append(buffer, from, length);
    }
    bytes += length;
    from = end;
  }

  private static boolean isPlain(char letter, int quote) {
    return letter != quote && letter != '\\' && letter != '\n' && letter < 0x80;
  }

  /** Or a name that begins with a digit. */
  private Token number() throws IOException {
    boolean digits = true;
    while (isLetter(peek(0))) {
      digits &= peek(0) >= '0' && peek(0) <= '9';
      add(take());
    }
    if (!digits) {
      return word();
    }
    if (peek(0) == '.') {
      add(take());
      while (isLetter(peek(0))) {
        add(take());
      }
    }
    return token(Kind.NUMBER);
  }

  private Token word() throws IOException {
    while (isLetter(peek(0))) {
      add(take());
    }
    return new Token(Kind.WORD, text.toString().toLowerCase(Locale.ROOT));
  }

  private Token token(Kind kind) {
    return new Token(kind, text.toString());
  }

  private void add(int letter) {
    if (letter != NONE && text.length() < LONGEST) {
      text.append((char) letter);
    }
  }

  private int take() throws IOException {
    int letter = peek(0);
    if (letter == NONE) {
      return NONE;
    }
    from++;
    line += letter == '\n' ? 1 : 0;
    // Of a pair of surrogates each counts two.
    bytes += letter < 0x80 ? 1 : letter < 0x800 || Character.isSurrogate((char) letter) ? 2 : 3;
    if (keeping) {
      taken.append((char) letter);
    }
    return letter;
  }

  private int peek(int ahead) throws IOException {
    while (from + ahead >= to) {
      System.arraycopy(buffer, from, buffer, 0, to - from);
      to -= from;
      from = 0;
      int more = in.read(buffer, to, buffer.length - to);
      if (more < 0) {
        return NONE;
      }
      to += more;
    }
    return buffer[from + ahead];
  }
}
