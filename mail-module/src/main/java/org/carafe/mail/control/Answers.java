package org.carafe.mail.control;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What other servers say, made fit for us: they write it, or whoever they quote. */
public final class Answers {
  private static final int MOST = 4000;

  /** Line breaks, escape codes, and what turns the direction of a line. */
  private static final Pattern UNSEEN = Pattern.compile("[\\p{C}\\p{Z}\\s]+");

  /** Filters quote the link that they do not like, and with it the token in it. */
  private static final Pattern LINK =
      Pattern.compile("(?i)\\b(https?://[^\\s/?#<>\"]*)[/?#][^\\s<>\"]*");

  private static final Pattern LINK_OR_ADDRESS =
      Pattern.compile("(?i)https?://\\S*|[^\\s<>:;,\"()@]++@[^\\s<>:;,\"()]+");

  /** A reply's code, and the enhanced one behind it (RFC 5321, 4.2 and RFC 3463). */
  private static final Pattern CODES =
      Pattern.compile("^[245]\\d\\d(?:[ -][245]\\.\\d{1,3}\\.\\d{1,3}(?!\\d))?(?=\\W|$)");

  private Answers() {}

  /** One line that can be stored and shown: without control characters, links cut to their host. */
  public static String clean(String said) {
    String start = said.length() <= MOST ? said : said.substring(0, MOST);
    String line = UNSEEN.matcher(start).replaceAll(" ").strip();
    return LINK.matcher(line).replaceAll("$1/…");
  }

  /**
   * What may be logged: the codes of a reply; of anything else the text, without links and
   * addresses.
   */
  public static String codes(String said) {
    String line = clean(said);
    Matcher codes = CODES.matcher(line);
    return codes.find() ? codes.group() : LINK_OR_ADDRESS.matcher(line).replaceAll("…");
  }
}
