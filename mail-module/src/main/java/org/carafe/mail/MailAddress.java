package org.carafe.mail;

import java.net.IDN;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.carafe.core.text.IdentityKey;

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
 * quoted local parts, comments, address literals, and domains without a dot other than a country's
 * (generic ones have no mailboxes, ICANN SAC 053). The domain may be international (RFC 5890). So
 * may the local part (RFC 6531), of letters, marks and digits in their composed form; such mail
 * goes to a relay that offers SMTPUTF8 and is refused by others. Nothing in it is invisible: that
 * would be another mailbox under the {@link IdentityKey} of somebody else's.
 *
 * @param local what stands before the {@code @}, as it was typed
 * @param domain what stands after it, as it was typed
 */
public record MailAddress(String local, String domain) {

  /** What a path may have in SMTP (RFC 5321, 4.5.3.1), less its angle brackets. */
  public static final int MAX_LENGTH = 254;

  private static final int MAX_LOCAL = 64;

  private static final String ATOM =
      "(?:[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]|[\\p{L}\\p{M}\\p{Nd}&&[^\\x00-\\x7F]])+";
  private static final Pattern LOCAL = Pattern.compile(ATOM + "(?:\\." + ATOM + ")*");
  private static final String LABEL = "[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?";
  private static final Pattern ASCII_DOMAIN =
      Pattern.compile("(?:" + LABEL + "\\.)+(?!\\d+$)" + LABEL + "|[A-Za-z]{2}");

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
        && Normalizer.isNormalized(local, Normalizer.Form.NFKC)
        && isVisible(local)
        && octets(local) <= MAX_LOCAL
        && asciiDomain(domain)
            .filter(ascii -> octets(local) + 1 + ascii.length() <= MAX_LENGTH)
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
      return same && isVisible(back) && ASCII_DOMAIN.matcher(ascii).matches()
          ? Optional.of(ascii)
          : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty(); // not a domain name
    }
  }

  /** Whether the key of an address keeps each of its characters. */
  private static boolean isVisible(String text) {
    return text.codePoints()
        .filter(character -> character > 0x7E)
        .noneMatch(character -> IdentityKey.of(Character.toString(character)).isEmpty());
  }

  private static String lowerCase(String domain) {
    return Normalizer.normalize(domain, Normalizer.Form.NFC).toLowerCase(Locale.ROOT);
  }

  private static int octets(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }

  /** Whether its local part needs a relay that offers SMTPUTF8. */
  public boolean needsUtf8() {
    return octets(local) != local.length();
  }

  /** The address as SMTP takes it: the domain in ASCII, and the local part if it can be. */
  public String ascii() {
    return local + "@" + asciiDomain(domain).orElseThrow();
  }

  /** The address as it was typed. */
  @Override
  public String toString() {
    return local + "@" + domain;
  }
}
