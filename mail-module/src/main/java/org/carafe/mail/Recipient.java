package org.carafe.mail;

import java.time.ZoneId;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Who a mail goes to, and how it is worded for them.
 *
 * <pre>{@code
 * new Recipient("ada@example.org", "Ada", Locale.GERMAN, ZoneId.of("Europe/London"))
 * }</pre>
 *
 * @param address where it goes; {@link MailAddress} says what is allowed
 * @param name how to address them; empty if unknown. Control characters are dropped
 * @param locale the language of the mail
 * @param zone the zone its times are told in
 */
public record Recipient(String address, String name, Locale locale, ZoneId zone) {

  private static final Pattern CONTROL = Pattern.compile("[\\p{Cc}\\p{Zl}\\p{Zp}]+");
  private static final int MAX_NAME = 255;

  /** Refuses, with {@link IllegalArgumentException}, an address that no mail can be sent to. */
  public Recipient {
    if (MailAddress.parse(address).isEmpty()) {
      throw new IllegalArgumentException(
          "A recipient needs an e-mail address. Check what people type with MailAddress.parse.");
    }
    name = CONTROL.matcher(name).replaceAll(" ").strip();
    name = name.length() <= MAX_NAME ? name : name.substring(0, MAX_NAME);
  }
}
