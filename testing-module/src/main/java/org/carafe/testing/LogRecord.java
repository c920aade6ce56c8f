package org.carafe.testing;

import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** One record of Payara's log. */
public record LogRecord(String level, String logger, String text) {
  private static final Pattern COLOUR = Pattern.compile("\u001b\\[[0-9;]*m");
  private static final Pattern HEAD =
      Pattern.compile(
          "\\[\\d{4}-\\d\\d-\\d\\dT[^\\]]*\\] \\[[^\\]]*\\] \\[(?<level>[A-Z]+)\\] \\[[^\\]]*\\] \\[(?<logger>[^\\]]*)\\](?: \\[[^\\[\\]]*\\])* ?(?<text>.*)");
  private static final Pattern THROWN =
      Pattern.compile(
          "(?:Caused by: )?(?<type>[\\w.$]+(?:Exception|Error|Failure))(?:: (?<message>.*))?");

  static String withoutColours(String line) {
    return COLOUR.matcher(line).replaceAll("");
  }

  public boolean isSevere() {
    return level.equals("SEVERE");
  }

  public boolean isWarning() {
    return level.equals("WARNING");
  }

  /** Payara warns of expired authorities in its own trust store at every start. */
  boolean isAboutOldCertificates() {
    return logger.equals("javax.enterprise.system.security.ssl");
  }

  /** Written by the application itself, which then says best what went wrong. */
  public boolean isOurs() {
    return logger.startsWith("org.carafe");
  }

  /** EclipseLink tells each failed statement, beside throwing it. */
  public boolean isStackOfPersistence() {
    return text().strip().startsWith("Local Exception Stack");
  }

  /**
   * What was logged, without the stack trace, and below it the innermost cause if that adds to it.
   */
  public String explanation() {
    var words =
        text.lines()
            .takeWhile(line -> !line.startsWith("\tat ") && !THROWN.matcher(line.strip()).matches())
            .collect(Collectors.joining("\n"))
            .strip();
    var cause = cause();
    if (words.isEmpty()) {
      return cause;
    }
    boolean said =
        cause.lines().findFirst().map(LogRecord::plain).filter(words::contains).isPresent();
    return said ? words : words + "\n  " + cause;
  }

  /** Without the number that the database's driver puts in front. */
  private static String plain(String message) {
    return message.replaceFirst("^\\(conn=\\d+\\) ", "");
  }

  /** The message of the innermost exception, or the record's first line where there is none. */
  public String cause() {
    var lines = text.lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
    for (int i = lines.size() - 1; i >= 0; i--) {
      var thrown = THROWN.matcher(lines.get(i));
      if (thrown.matches()) {
        return message(thrown.group("type"), thrown.group("message"), lines, i + 1);
      }
    }
    return lines.isEmpty() ? "" : lines.get(0);
  }

  private static String message(String type, String first, List<String> lines, int next) {
    var simple = type.substring(type.lastIndexOf('.') + 1);
    var message = new StringBuilder();
    if (first == null || first.isBlank()) {
      message.append(simple);
    } else {
      message.append(first.contains(" ") ? "" : simple + ": ").append(first);
    }
    for (int i = next; i < lines.size() && !lines.get(i).startsWith("at "); i++) {
      message.append("\n  ").append(lines.get(i));
    }
    return message.toString();
  }

  /** Puts records together from lines; a record can span several, until the next one begins. */
  static final class Parser {
    private final Consumer<LogRecord> consumer;
    private String level = "";
    private String logger = "";
    private final StringBuilder text = new StringBuilder();

    Parser(Consumer<LogRecord> consumer) {
      this.consumer = consumer;
    }

    void line(String line) {
      var head = HEAD.matcher(line);
      if (head.matches()) {
        end();
        level = head.group("level");
        logger = head.group("logger");
        text.append(head.group("text").equals("[[") ? "" : head.group("text"));
        if (!head.group("text").equals("[[")) {
          end();
        }
      } else if (line.equals("]]")) {
        end();
      } else {
        text.append(line).append('\n');
      }
    }

    void end() {
      var whole = text.toString().strip();
      if (!whole.isEmpty()) {
        consumer.accept(new LogRecord(level, logger, whole));
      }
      text.setLength(0);
      level = "";
      logger = "";
    }
  }
}
