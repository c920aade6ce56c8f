package org.carafe.mail;

import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import org.carafe.core.signing.BadSignature;
import org.carafe.core.signing.Signer;

/**
 * The address that a mail comes back to, different for each: {@code bounce+<signed id>@example.org}
 * (variable envelope return path). Only who received the mail can know it, so that nobody else can
 * claim that it came back.
 */
final class ReturnPaths {
  /** The purpose of the signer. */
  static final String PURPOSE = "mail.bounce";

  /** What remains of a local part's 64 octets (RFC 5321, 4.5.3.1.1) for what stands before. */
  static final int LONGEST_LOCAL = 6;

  /** Relays try for days, and people forward reports later still. */
  private static final Duration ACCEPTED = Duration.ofDays(30);

  private final String local;
  private final String domain;
  private final Signer signer;

  ReturnPaths(String address, Signer signer) {
    MailAddress parsed = MailAddress.parse(address).orElseThrow();
    this.local = parsed.local();
    this.domain = parsed.ascii().substring(parsed.ascii().lastIndexOf('@') + 1);
    this.signer = signer;
  }

  /** Where this mail comes back to. */
  String of(long mail, Instant writtenAt) {
    return local + "+" + signer.sign(bytes(mail), writtenAt) + "@" + domain;
  }

  /** As few as there can be: four of them, and no sign, for the first four thousand million. */
  private static byte[] bytes(long mail) {
    byte[] signed = BigInteger.valueOf(mail).toByteArray();
    return signed.length > 1 && signed[0] == 0
        ? Arrays.copyOfRange(signed, 1, signed.length)
        : signed;
  }

  /** The mail that came back to this address; empty if the address is none of ours. */
  Optional<Long> mail(String address, Instant now) {
    int at = address.lastIndexOf('@');
    String start = local + "+";
    if (at < 0
        || !address.substring(at + 1).equalsIgnoreCase(domain)
        || !address.regionMatches(true, 0, start, 0, start.length())) {
      return Optional.empty();
    }
    try {
      byte[] id = signer.verify(address.substring(start.length(), at), ACCEPTED, now).payload();
      return id.length == 0 || id.length > Long.BYTES
          ? Optional.empty()
          : Optional.of(new BigInteger(1, id).longValue());
    } catch (BadSignature forgedOrOld) {
      return Optional.empty();
    }
  }
}
