package org.carafe.mail;

import static org.carafe.core.config.Profile.PROD;

import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.carafe.core.config.Configuration;
import org.carafe.core.config.Setting;

/** How mail leaves the application. */
public final class MailSettings {

  public static final Setting<String> TRANSPORT =
      Setting.text("mail.transport")
          .doc(
              "Who delivers: smtp, or inbox to keep mail in the development inbox. Left away, it is smtp in production, and elsewhere the inbox.");

  public static final Setting<String> FROM =
      Setting.text("mail.from")
          .byDefault("Carafe <carafe@localhost>")
          .requiredIn(PROD)
          .checked((from, profile) -> oneAddress(from))
          .doc("Who mail comes from, such as Example <no-reply@example.org>.");

  public static final Setting<String> SMTP_HOST =
      Setting.text("mail.smtp.host").requiredIn(PROD).doc("The relay that takes our mail.");

  public static final Setting<Integer> SMTP_PORT =
      Setting.integer("mail.smtp.port").byDefault("587").doc("The relay's port.");

  public static final Setting<String> SMTP_TLS =
      Setting.text("mail.smtp.tls")
          .checked((tls, profile) -> tlsMode(tls))
          .doc(
              "How the connection is encrypted: starttls, tls from the first byte, or none. Left away, it must be by starttls, and to this very machine it may be.");

  public static final Setting<String> SMTP_CA =
      Setting.text("mail.smtp.ca")
          .checked((pem, profile) -> RelayAuthority.complaint(pem))
          .doc(
              "The authority that signed the relay's certificate, where Java does not know it: PEM, best from a file by MAIL_SMTP_CA_FILE.");

  public static final Setting<String> SMTP_USER =
      Setting.text("mail.smtp.user")
          .checkedWith(MailSettings::encrypted)
          .doc("The account at the relay, if it wants one.");

  public static final Setting<String> SMTP_PASSWORD =
      Setting.secret("mail.smtp.password").doc("The account's password.");

  public static final Setting<String> DKIM_KEY =
      Setting.secret("mail.dkim.key")
          .checked((key, profile) -> Dkim.complaint(key))
          .doc(
              "The private key that mail is signed with (DKIM): RSA, PEM, best from a file by MAIL_DKIM_KEY_FILE.");

  public static final Setting<String> DKIM_SELECTOR =
      Setting.text("mail.dkim.selector")
          .byDefault("carafe")
          .doc("Under which name the public key is in the DNS: carafe._domainkey.example.org.");

  public static final Setting<String> DKIM_DOMAIN =
      Setting.text("mail.dkim.domain")
          .doc("The domain that mail is signed for. Left away, it is that of mail.from.");

  public static final Setting<String> BOUNCE_ADDRESS =
      Setting.text("mail.bounce.address")
          .checked((address, profile) -> bounceAddress(address))
          .doc(
              "Where undeliverable mail comes back to, such as bounce@example.org: a signed number is put behind bounce, with a plus. Left away, it comes back to mail.from.");

  public static final Setting<String> BOUNCE_SECRET =
      Setting.secret("mail.bounce.secret")
          .checked((secret, profile) -> bounceSecret(secret))
          .doc(
              "What the mail server says, as a Bearer token, to hand reports to /mail/bounces. Without one nothing is taken there.");

  public static final Setting<Integer> WORKERS =
      Setting.integer("mail.workers")
          .byDefault("4")
          .checked((workers, profile) -> between(workers, 1, 64))
          .doc("How many mails a node sends at once, each on a connection of its own.");

  public static final Setting<Duration> POLL =
      Setting.duration("mail.poll")
          .byDefault("PT5S")
          .doc("How often the outbox is searched for mail that another node left behind.");

  public static final Setting<Duration> LEASE =
      Setting.duration("mail.lease")
          .byDefault("PT60S")
          .checked(
              (lease, profile) -> between(lease, Duration.ofSeconds(5), Duration.ofSeconds(60)))
          .doc(
              "How long mail stays with a node that died before another sends it. 5 to 60 seconds.");

  public static final Setting<Duration> RETRY_FIRST =
      Setting.duration("mail.retry.first")
          .byDefault("PT30S")
          .checked((first, profile) -> between(first, Duration.ofSeconds(1), Duration.ofHours(1)))
          .doc(
              "After which mail that was not taken is tried again; then twice as long each time, at most an hour.");

  public static final Setting<Duration> RETRY_LIFETIME =
      Setting.duration("mail.retry.lifetime")
          .byDefault("PT24H")
          .checked((life, profile) -> between(life, Duration.ofMinutes(1), Duration.ofDays(7)))
          .doc("How long mail that is not taken is tried before it is given up.");

  public static final Setting<Duration> RETENTION =
      Setting.duration("mail.retention")
          .byDefault("P30D")
          .checked(
              (length, profile) ->
                  length.isNegative()
                      ? Optional.of("is less than nothing. Give it a length such as P30D")
                      : Optional.empty())
          .doc("How long mail is kept after it was delivered or given up.");

  /** All of the above. */
  public static final List<Setting<?>> ALL =
      List.of(
          TRANSPORT,
          FROM,
          SMTP_HOST,
          SMTP_PORT,
          SMTP_TLS,
          SMTP_CA,
          SMTP_USER,
          SMTP_PASSWORD,
          DKIM_KEY,
          DKIM_SELECTOR,
          DKIM_DOMAIN,
          BOUNCE_ADDRESS,
          BOUNCE_SECRET,
          WORKERS,
          POLL,
          LEASE,
          RETRY_FIRST,
          RETRY_LIFETIME,
          RETENTION);

  private MailSettings() {}

  private static <T extends Comparable<T>> Optional<String> between(T value, T least, T most) {
    return value.compareTo(least) < 0 || value.compareTo(most) > 0
        ? Optional.of("is not between %s and %s".formatted(least, most))
        : Optional.empty();
  }

  private static Optional<String> oneAddress(String from) {
    try {
      InternetAddress[] addresses = InternetAddress.parse(from, true);
      return addresses.length == 1 && !from.contains("\n")
          ? Optional.empty()
          : Optional.of("is not one address. Write it like Example <no-reply@example.org>");
    } catch (AddressException e) {
      return Optional.of("is no address. Write it like Example <no-reply@example.org>");
    }
  }

  /** A password is not sent where others can read it. */
  private static Optional<String> encrypted(String user, Configuration configuration) {
    boolean open =
        configuration.find(SMTP_TLS).filter("none"::equals).isPresent()
            && !isLoopback(configuration.find(SMTP_HOST).orElse("localhost"));
    return open
        ? Optional.of(
            "would send its password unencrypted. Set mail.smtp.tls to starttls or tls, or use no account")
        : Optional.empty();
  }

  /**
   * Whether mail goes to the relay: in production, and elsewhere only to one on this very machine
   * or where {@code smtp} is named. Settings that were copied from production mail nobody.
   */
  public static boolean goesToRelay(Configuration configuration) {
    String usual = configuration.profile() == PROD ? "smtp" : "inbox";
    return configuration.find(TRANSPORT).orElse(usual).equals("smtp")
        || configuration.find(SMTP_HOST).filter(MailSettings::isLoopback).isPresent();
  }

  /** Whether it is this very machine, without asking the DNS. */
  static boolean isLoopback(String host) {
    return host.equalsIgnoreCase("localhost")
        || host.matches("127(\\.\\d{1,3}){3}|\\[?(::1|0:0:0:0:0:0:0:1)]?");
  }

  private static Optional<String> bounceAddress(String address) {
    return MailAddress.parse(address)
            .filter(parsed -> parsed.local().length() <= ReturnPaths.LONGEST_LOCAL)
            .filter(parsed -> !parsed.needsUtf8() && !parsed.local().contains("+"))
            .isPresent()
        ? Optional.empty()
        : Optional.of(
            "is no address with at most %d letters before the @. Write it like bounce@example.org"
                .formatted(ReturnPaths.LONGEST_LOCAL));
  }

  private static Optional<String> bounceSecret(String secret) {
    return secret.length() < 16
        ? Optional.of("is shorter than 16 characters. Give it a random value")
        : Optional.empty();
  }

  private static Optional<String> tlsMode(String tls) {
    return List.of("starttls", "tls", "none").contains(tls)
        ? Optional.empty()
        : Optional.of("is none of starttls, tls and none");
  }
}
