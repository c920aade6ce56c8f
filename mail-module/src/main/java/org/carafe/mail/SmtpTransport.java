package org.carafe.mail;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.MimeMessage;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Deque;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.function.Supplier;
import org.carafe.core.Application;
import org.carafe.core.config.Configuration;
import org.jspecify.annotations.Nullable;

/**
 * Hands mail to the relay of the settings {@code mail.smtp.*}. Connections are kept for a while, as
 * many as deliver at once.
 */
@ApplicationScoped
public class SmtpTransport implements MailTransport {

  private static final Logger LOG = System.getLogger(SmtpTransport.class.getName());

  private static final Duration CONNECT = Duration.ofSeconds(5);
  private static final Duration ANSWER = Duration.ofSeconds(15);
  private static final Duration KEPT = Duration.ofSeconds(20);
  private static final int MAILS_PER_CONNECTION = 100;

  private final Deque<Connection> idle = new ConcurrentLinkedDeque<>();
  private final Supplier<Configuration> configuration;
  private volatile @Nullable Relay relay;

  /** What the settings say. */
  private record Relay(
      Session session, String from, @Nullable String user, @Nullable String password) {}

  public SmtpTransport() {
    this(() -> Application.current().configuration());
  }

  SmtpTransport(Supplier<Configuration> configuration) {
    this.configuration = configuration;
  }

  @Override
  public String name() {
    return "smtp";
  }

  @Override
  public String deliver(OutgoingMail mail) throws DeliveryFailure {
    Connection connection = null;
    try {
      Relay to = relay();
      MimeMessage message = mail.toMimeMessage(to.session(), to.from());
      connection = connect(to);
      connection.send(message);
      idle.addFirst(connection);
      return "250 taken";
    } catch (MessagingException e) {
      if (connection != null) {
        connection.close();
      }
      throw DeliveryFailure.of(e);
    }
  }

  private Connection connect(Relay to) throws MessagingException {
    for (Connection kept = idle.pollFirst(); kept != null; kept = idle.pollFirst()) {
      if (kept.isUsable()) {
        return kept;
      }
      kept.close();
    }
    Transport transport = to.session().getTransport("smtp");
    transport.connect(to.user(), to.password());
    return new Connection(transport);
  }

  private Relay relay() throws DeliveryFailure {
    Relay known = relay;
    if (known == null) {
      known = relay(configuration.get());
      relay = known;
    }
    return known;
  }

  private static Relay relay(Configuration configuration) throws DeliveryFailure {
    String user = configuration.find(MailSettings.SMTP_USER).orElse(null);
    String host =
        configuration
            .find(MailSettings.SMTP_HOST)
            .orElseThrow(
                () ->
                    new DeliveryFailure(
                        DeliveryFailure.Kind.UNREACHABLE,
                        "No relay is configured. Set mail.smtp.host.",
                        null));
    String tls = configuration.get(MailSettings.SMTP_TLS);
    Map<String, Object> smtp =
        Map.of(
            "host", host,
            "port", configuration.get(MailSettings.SMTP_PORT),
            "connectiontimeout", CONNECT.toMillis(),
            "timeout", ANSWER.toMillis(),
            "writetimeout", ANSWER.toMillis(),
            "auth", user != null,
            "ssl.enable", tls.equals("tls"),
            "ssl.checkserveridentity", true,
            "starttls.enable", tls.equals("starttls"),
            "starttls.required", tls.equals("starttls"));
    Properties properties = new Properties();
    smtp.forEach((name, value) -> properties.setProperty("mail.smtp." + name, value.toString()));
    return new Relay(
        Session.getInstance(properties),
        configuration.get(MailSettings.FROM),
        user,
        configuration.find(MailSettings.SMTP_PASSWORD).orElse(null));
  }

  @PreDestroy
  void close() {
    for (Connection kept = idle.pollFirst(); kept != null; kept = idle.pollFirst()) {
      kept.close();
    }
  }

  /** An open connection and how much it was used; used by one thread at a time. */
  private static final class Connection {

    private final Transport transport;
    private int mails;
    private long lastUsed;

    Connection(Transport transport) {
      this.transport = transport;
    }

    /** Asks the relay (NOOP), as it may have hung up meanwhile. */
    boolean isUsable() {
      return mails < MAILS_PER_CONNECTION
          && System.nanoTime() - lastUsed < KEPT.toNanos()
          && transport.isConnected();
    }

    void send(MimeMessage message) throws MessagingException {
      transport.sendMessage(message, message.getAllRecipients());
      mails++;
      lastUsed = System.nanoTime();
    }

    void close() {
      try {
        transport.close();
      } catch (MessagingException e) {
        LOG.log(Level.DEBUG, "A connection to the relay did not close in order.", e);
      }
    }
  }
}
