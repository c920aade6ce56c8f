package org.carafe.mail;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Function;
import org.carafe.core.config.Configuration;
import org.carafe.core.signing.Signer;
import org.carafe.mail.DeliveryFailure.Kind;
import org.jspecify.annotations.Nullable;

/** What the settings say of the relay, and of mail that goes there. */
record Relay(
    Properties properties,
    String from,
    @Nullable String user,
    @Nullable String password,
    Optional<Dkim> dkim,
    Optional<ReturnPaths> returnPaths) {

  private static final Duration CONNECT = Duration.ofSeconds(5);

  /** RFC 5321, 4.5.3.2.6: who hangs up earlier sends twice what a relay takes long to store. */
  private static final Duration STORED = Duration.ofMinutes(10);

  /** To anything else: a relay is near, and says what it knows. */
  private static final Duration ANSWER = Duration.ofMinutes(2);

  /** RFC 5321, 4.5.3.2.5. */
  private static final Duration WRITTEN = Duration.ofMinutes(3);

  static Relay of(Configuration configuration, Function<String, Signer> signers)
      throws DeliveryFailure {
    Relay relay = unsigned(configuration);
    return new Relay(
        relay.properties,
        relay.from,
        relay.user,
        relay.password,
        Dkim.of(configuration),
        configuration
            .find(MailSettings.BOUNCE_ADDRESS)
            .map(address -> new ReturnPaths(address, signers.apply(ReturnPaths.PURPOSE))));
  }

  /** For mail that neither is signed nor comes back. */
  static Relay unsigned(Configuration configuration) throws DeliveryFailure {
    String host =
        configuration
            .find(MailSettings.SMTP_HOST)
            .orElseThrow(
                () ->
                    new DeliveryFailure(
                        Kind.UNREACHABLE, "No relay is configured. Set mail.smtp.host.", null));
    String user = configuration.find(MailSettings.SMTP_USER).orElse(null);
    return new Relay(
        properties(host, user != null, configuration),
        configuration.get(MailSettings.FROM),
        user,
        configuration.find(MailSettings.SMTP_PASSWORD).orElse(null),
        Optional.empty(),
        Optional.empty());
  }

  /** The same, waiting no longer for any answer. */
  Relay within(Duration patience) {
    var hasty = new Properties();
    hasty.putAll(properties);
    for (String wait : List.of("connectiontimeout", "timeout", "writetimeout")) {
      hasty.setProperty("mail.smtp." + wait, Long.toString(patience.toMillis()));
    }
    return new Relay(hasty, from, user, password, dkim, returnPaths);
  }

  /** Without the password. */
  @Override
  public String toString() {
    return "Relay[" + properties.getProperty("mail.smtp.host") + "]";
  }

  private static Properties properties(String host, boolean auth, Configuration configuration) {
    boolean here = MailSettings.isLoopback(host);
    String tls = configuration.find(MailSettings.SMTP_TLS).orElse(here ? "offered" : "starttls");
    Map<String, Object> smtp =
        Map.ofEntries(
            Map.entry("host", host),
            Map.entry("port", configuration.get(MailSettings.SMTP_PORT)),
            Map.entry("connectiontimeout", CONNECT.toMillis()),
            Map.entry("timeout", STORED.toMillis()),
            Map.entry("writetimeout", WRITTEN.toMillis()),
            Map.entry("auth", auth),
            Map.entry("ssl.enable", tls.equals("tls")),
            Map.entry("ssl.checkserveridentity", !tls.equals("offered")),
            Map.entry("starttls.enable", tls.equals("starttls") || tls.equals("offered")),
            Map.entry("starttls.required", tls.equals("starttls")));
    var properties = new Properties();
    smtp.forEach((name, value) -> properties.setProperty("mail.smtp." + name, value.toString()));
    properties.setProperty("mail.smtp.quitwait", "false"); // a relay that is gone does not answer
    properties.setProperty("mail.smtp.socketFactory.fallback", "false"); // it would ask Java's own
    if (tls.equals("offered")) {
      properties.setProperty("mail.smtp.ssl.trust", host); // nobody stands in between
    }
    configuration
        .find(MailSettings.SMTP_CA)
        .ifPresent(
            pem -> properties.put("mail.smtp.ssl.socketFactory", RelayAuthority.sockets(pem)));
    return properties;
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }

  /**
   * A new connection, introduced and signed in.
   *
   * @param utf8 whether mail on it may have headers and addresses beyond ASCII (RFC 6531)
   */
  RelayConnection connect(boolean utf8) throws DeliveryFailure {
    var own = new Properties();
    own.putAll(properties);
    own.setProperty("mail.mime.allowutf8", Boolean.toString(utf8));
    Duration longest = Duration.ofMillis(Long.parseLong(own.getProperty("mail.smtp.timeout")));
    var sockets = new RelaySockets(shorter(ANSWER, longest));
    own.put("mail.smtp.socketFactory", sockets);
    if (Boolean.parseBoolean(own.getProperty("mail.smtp.ssl.enable"))) {
      own.putIfAbsent("mail.smtp.ssl.socketFactory", sockets); // TLS is laid around its sockets
    }
    Session session = Session.getInstance(own);
    try {
      var transport = new RelayTransport(session, utf8, sockets, shorter(STORED, longest));
      transport.connect(user, password);
      return new RelayConnection(this, session, transport);
    } catch (MessagingException e) {
      throw DeliveryFailure.connecting(e);
    }
  }
}
