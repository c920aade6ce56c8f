package org.carafe.mail;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.Collection;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;

/** The certificates that a relay's must be signed by, where Java's own do not count. */
final class RelayAuthority {
  private RelayAuthority() {}

  /** Makes connections to relays whose certificate one of these signed, or is. */
  static SSLSocketFactory sockets(String pem) {
    try {
      KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
      trusted.load(null, null);
      for (Certificate one : parse(pem)) {
        trusted.setCertificateEntry("authority-" + trusted.size(), one);
      }
      var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(trusted);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, trust.getTrustManagers(), null);
      return context.getSocketFactory();
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException("mail.smtp.ca cannot be used. Correct it.", e);
    }
  }

  /** Says what is wrong with them, as the rest of a sentence. */
  static Optional<String> complaint(String pem) {
    try {
      return parse(pem).isEmpty() ? Optional.of(NONE) : Optional.empty();
    } catch (CertificateException e) {
      return Optional.of(NONE);
    }
  }

  private static final String NONE =
      "is no certificate in PEM (BEGIN CERTIFICATE). Get it with openssl s_client -starttls smtp -showcerts";

  private static Collection<? extends Certificate> parse(String pem) throws CertificateException {
    var bytes = new ByteArrayInputStream(pem.replace("\\n", "\n").getBytes(US_ASCII));
    return CertificateFactory.getInstance("X.509").generateCertificates(bytes);
  }
}
