package org.carafe.mail.control;

import java.util.regex.Pattern;

/** What enhanced status codes (RFC 3463 and 7505) say of a mailbox. */
public final class MailboxStatus {

  /** No mailbox, no such domain, no address, moved, disabled, and a domain that takes no mail. */
  private static final String NONE = "5\\.(?:1\\.(?:1|2|3|6|10)|2\\.1)(?!\\d)";

  private static final Pattern CODE = Pattern.compile("^" + NONE);
  private static final Pattern REPLY = Pattern.compile("^5\\d\\d[ -]" + NONE);

  /** What a server says that knows no more. */
  private static final Pattern UNDEFINED = Pattern.compile("^5\\.0\\.0(?!\\d)");

  private MailboxStatus() {}

  /** Whether an SMTP reply says that there is no such mailbox, or not any more. */
  public static boolean isNone(String reply) {
    return REPLY.matcher(reply).find();
  }

  /**
   * Whether a report says so.
   *
   * @param status the field of that name
   * @param diagnosis the reply that was reported; it counts where the status tells nothing
   */
  static boolean isNone(String status, String diagnosis) {
    return CODE.matcher(status).find() || (UNDEFINED.matcher(status).find() && isNone(diagnosis));
  }
}
