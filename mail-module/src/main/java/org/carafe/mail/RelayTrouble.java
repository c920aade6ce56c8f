package org.carafe.mail;

import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** Why a relay does not let us in, as far as it can be told, and how to mend it. */
enum RelayTrouble {
  UNKNOWN_NAME("The relay's name is not in the DNS.", "Correct mail.smtp.host."),
  NOBODY_LISTENS(
      "Nobody listens at the relay's port.",
      "Correct mail.smtp.host and mail.smtp.port, or start the relay."),
  SILENT(
      "The relay does not answer in time.",
      "Open the firewall for mail.smtp.port; a port that speaks TLS at once, mostly 465, needs mail.smtp.tls=tls."),
  NO_STARTTLS(
      "The relay offers no STARTTLS.",
      "Let the relay encrypt, or use its port for TLS, mostly 465, with mail.smtp.tls=tls."),
  NO_TLS(
      "The relay does not speak TLS at once.",
      "Set mail.smtp.tls to starttls, or mail.smtp.port to the relay's port for TLS, mostly 465."),
  EXPIRED(
      "The relay's certificate is not valid today.",
      "Renew the relay's certificate, or correct this machine's clock."),
  OTHER_NAME(
      "The relay's certificate is for another name.",
      "Set mail.smtp.host to a name that the certificate has."),
  UNTRUSTED(
      "The relay's certificate was signed by nobody whom we trust.",
      "Name the authority that signed it by MAIL_SMTP_CA_FILE, or give the relay a public certificate."),
  NO_TLS_IN_COMMON(
      "The relay and we agree on no way to encrypt.", "Let the relay speak TLS 1.2 or newer."),
  NO_ACCOUNT(
      "The relay does not accept our account.",
      "Correct mail.smtp.user and mail.smtp.password; many relays want an application's password.");

  private final String sentence;
  private final String remedy;

  RelayTrouble(String sentence, String remedy) {
    this.sentence = sentence;
    this.remedy = remedy;
  }

  /** What is wrong, in one sentence. */
  String sentence() {
    return sentence;
  }

  /** What to do. */
  String remedy() {
    return remedy;
  }

  /** What kept us from connecting; empty where only the relay's own words tell. */
  static Optional<RelayTrouble> of(MessagingException failure) {
    List<Throwable> causes = causes(failure);
    return causes.stream().flatMap(one -> of(one).stream()).findFirst().or(() -> ofTls(causes));
  }

  private static Optional<RelayTrouble> of(Throwable cause) {
    if (cause instanceof AuthenticationFailedException) {
      return Optional.of(NO_ACCOUNT);
    } else if (cause instanceof UnknownHostException) {
      return Optional.of(UNKNOWN_NAME);
    } else if (cause instanceof ConnectException) {
      return Optional.of(NOBODY_LISTENS);
    } else if (cause instanceof SocketTimeoutException) {
      return Optional.of(SILENT);
    }
    boolean refused = String.valueOf(cause.getMessage()).startsWith("STARTTLS is required");
    return refused ? Optional.of(NO_STARTTLS) : Optional.empty();
  }

  /** The innermost cause tells most. */
  private static Optional<RelayTrouble> ofTls(List<Throwable> causes) {
    for (int i = causes.size() - 1; i >= 0; i--) {
      Throwable cause = causes.get(i);
      if (cause instanceof CertificateExpiredException
          || cause instanceof CertificateNotYetValidException) {
        return Optional.of(EXPIRED);
      } else if (cause instanceof CertPathBuilderException) {
        return Optional.of(UNTRUSTED);
      } else if (cause instanceof CertificateException) {
        return Optional.of(isAboutNames(cause) ? OTHER_NAME : UNTRUSTED);
      } else if (cause instanceof SSLException) {
        boolean plain = String.valueOf(cause.getMessage()).contains("SSL message");
        return Optional.of(plain ? NO_TLS : NO_TLS_IN_COMMON);
      }
    }
    return Optional.empty();
  }

  private static boolean isAboutNames(Throwable cause) {
    return String.valueOf(cause.getMessage())
        .matches("(?s).*(subject alternative|No name match).*");
  }

  private static List<Throwable> causes(Throwable failure) {
    List<Throwable> causes = new ArrayList<>();
    for (Throwable one = failure; one != null && !causes.contains(one); one = next(one)) {
      causes.add(one);
    }
    return causes;
  }

  private static @Nullable Throwable next(Throwable one) {
    return one instanceof MessagingException messaging && messaging.getNextException() != null
        ? messaging.getNextException()
        : one.getCause();
  }
}
