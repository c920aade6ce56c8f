package org.carafe.mail;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.interfaces.RSAPrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.util.Base64;
import java.util.Optional;
import org.carafe.core.config.Configuration;
import org.simplejavamail.utils.mail.dkim.Canonicalization;
import org.simplejavamail.utils.mail.dkim.DkimException;
import org.simplejavamail.utils.mail.dkim.DkimSigner;
import org.simplejavamail.utils.mail.dkim.SigningAlgorithm;

/**
 * Signs mail for its domain (RFC 6376, rsa-sha256), so that receivers can tell it from what others
 * send in its name.
 */
public final class Dkim {
  private static final int LEAST_BITS = 2048;

  private final String domain;
  private final String selector;
  private final RSAPrivateKey key;

  private Dkim(String domain, String selector, RSAPrivateKey key) {
    this.domain = domain;
    this.selector = selector;
    this.key = key;
  }

  /** Empty when no key is configured. */
  static Optional<Dkim> of(Configuration configuration) {
    return configuration
        .find(MailSettings.DKIM_KEY)
        .map(
            pem ->
                new Dkim(
                    configuration
                        .find(MailSettings.DKIM_DOMAIN)
                        .orElseGet(() -> domain(configuration.get(MailSettings.FROM))),
                    configuration.get(MailSettings.DKIM_SELECTOR),
                    parse(pem)));
  }

  /** The key that belongs into the DNS, in Base64; empty when no key is configured. */
  public static Optional<String> publicKey(Configuration configuration) {
    return configuration.find(MailSettings.DKIM_KEY).map(Dkim::parse).map(Dkim::publicKey);
  }

  private static String publicKey(RSAPrivateKey key) {
    if (!(key instanceof RSAPrivateCrtKey whole)) {
      throw new IllegalArgumentException("The DKIM key lacks its public part.");
    }
    try {
      var spec = new RSAPublicKeySpec(whole.getModulus(), whole.getPublicExponent());
      byte[] der = KeyFactory.getInstance("RSA").generatePublic(spec).getEncoded();
      return Base64.getEncoder().encodeToString(der);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Java always has RSA.", e);
    }
  }

  private static String domain(String from) {
    return from.substring(from.lastIndexOf('@') + 1).replace(">", "").strip();
  }

  /** Says what is wrong with a key, as the rest of a sentence. */
  static Optional<String> complaint(String pem) {
    try {
      return parse(pem).getModulus().bitLength() < LEAST_BITS
          ? Optional.of("is shorter than " + LEAST_BITS + " bits. Make a longer one with openssl")
          : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.of(
          "is no RSA key in PEM (BEGIN PRIVATE KEY). Make one with openssl genpkey -algorithm RSA"
              + " -pkeyopt rsa_keygen_bits:2048");
    }
  }

  private static RSAPrivateKey parse(String pem) {
    String base64 = pem.replaceAll("-----[A-Z ]+-----", "").replaceAll("\\s|\\\\n", "");
    try {
      byte[] der = Base64.getDecoder().decode(base64);
      return (RSAPrivateKey)
          KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(der));
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException("The DKIM key is no RSA key in PKCS#8.", e);
    }
  }

  /** A signer, to be used by one thread at a time. */
  DkimSigner signer() {
    try {
      var signer = new CompleteSigner(domain, selector, key);
      signer.setSigningAlgorithm(SigningAlgorithm.SHA256_WITH_RSA);
      signer.setHeaderCanonicalization(Canonicalization.RELAXED);
      signer.setBodyCanonicalization(Canonicalization.RELAXED);
      signer.addHeaderToSign("List-Unsubscribe-Post"); // RFC 8058, 4, wants it signed
      signer.addHeaderToSign("Auto-Submitted");
      signer.setLengthParam(false); // what is appended would count as signed
      signer.setCheckDomainKey(false); // a look-up for every mail; mail goes out when DNS is away
      return signer;
    } catch (DkimException e) {
      throw new IllegalStateException(
          "Mail cannot be signed for %s. Correct mail.dkim.domain.".formatted(domain), e);
    }
  }
}
