package org.carafe.mail;

import java.net.IDN;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * An e-mail address that mail can be sent to.
 *
 * <pre>{@code
 * MailAddress.parse("ada@example.org");       // present
 * MailAddress.parse("ada@bücher.example");    // present, ascii() is ada@xn--bcher-kva.example
 * MailAddress.parse("ada@example.org\r\nBcc: eve@example.org"); // empty
 * }</pre>
 *
 * <p>The syntax of RFC 5321 without what no mailbox of a person has and programs disagree about:
 * quoted local parts, comments, domains without a dot and address literals. The local part is
 * ASCII, as few relays speak SMTPUTF8 (RFC 6531); the domain may be international (RFC 5890).
 *
 * @param local what stands before the {@code @}, as it was typed
 * @param domain what stands after it, as it was typed
 */
public record MailAddress(String local, String domain) {

  /** What a path may have in SMTP (RFC 5321, 4.5.3.1), less its angle brackets. */
  public static final int MAX_LENGTH = 254;

  private static final int MAX_LOCAL = 64;

  private static final String ATOM = "[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+";
  private static final Pattern LOCAL = Pattern.compile(ATOM + "(?:\\." + ATOM + ")*");
  private static final String LABEL = "[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?";
  private static final Pattern ASCII_DOMAIN =
      Pattern.compile("(?:" + LABEL + "\\.)+(?!\\d+$)" + LABEL);

  /** Checks what {@link #parse} checks. */
  public MailAddress {
    if (!isValid(local, domain)) {
      throw new IllegalArgumentException("This is no e-mail address that mail can be sent to.");
    }
  }

  /** The address in the text; empty if it is none. Nothing is trimmed or mended. */
  public static Optional<MailAddress> parse(String text) {
    int at = text.lastIndexOf('@');
    if (at < 0 || text.length() > MAX_LENGTH) {
      return Optional.empty();
    }
    String local = text.substring(0, at);
    String domain = text.substring(at + 1);
    return isValid(local, domain) ? Optional.of(new MailAddress(local, domain)) : Optional.empty();
  }

  private static boolean isValid(String local, String domain) {
    return local.length() <= MAX_LOCAL
        && LOCAL.matcher(local).matches()
        && asciiDomain(domain)
            .filter(ascii -> local.length() + 1 + ascii.length() <= MAX_LENGTH)
            .isPresent();
  }

  /**
   * The domain as SMTP takes it. {@link IDN} follows IDNA 2003, which takes some letters for others
   * (straße.de for strasse.de): then the mail would go to somebody else, so a domain that does not
   * survive the way there and back is refused.
   */
  private static Optional<String> asciiDomain(String domain) {
    try {
      String ascii = IDN.toASCII(domain, IDN.USE_STD3_ASCII_RULES);
      String back = IDN.toUnicode(ascii);
      boolean same = lowerCase(back).equals(lowerCase(domain)) || domain.equalsIgnoreCase(ascii);
      return same && ASCII_DOMAIN.matcher(ascii).matches() ? Optional.of(ascii) : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty(); // not a domain name
    }
  }

  private static String lowerCase(String domain) {
    return Normalizer.normalize(domain, Normalizer.Form.NFC).toLowerCase(Locale.ROOT);
  }

  /** The address as SMTP takes it. */
  public String ascii() {
    return local + "@" + asciiDomain(domain).orElseThrow();
  }

  /** The address as it was typed. */
  @Override
  public String toString() {
    return local + "@" + domain;
  }
}
