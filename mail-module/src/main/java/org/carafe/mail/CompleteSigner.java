package org.carafe.mail;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.mail.MessagingException;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.security.interfaces.RSAPrivateKey;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.simplejavamail.utils.mail.dkim.DkimException;
import org.simplejavamail.utils.mail.dkim.DkimMessage;
import org.simplejavamail.utils.mail.dkim.DkimSigner;

/**
 * Signs also that there is no second header of those that people see (RFC 6376, 5.4.2 and 8.15):
 * otherwise whoever got a mail could put another subject or sender on top and send it on as ours.
 * The library signs what is there; its tags are taken over.
 */
final class CompleteSigner extends DkimSigner {
  private static final String NAME = "DKIM-Signature";

  /** Named once more than they are there. */
  private static final List<String> ONCE =
      List.of("From", "Reply-To", "To", "Cc", "Subject", "Date", "Content-Type");

  private static final int LINE = 72;

  private final RSAPrivateKey key;

  CompleteSigner(String domain, String selector, RSAPrivateKey key) throws DkimException {
    super(domain, selector, key);
    this.key = key;
  }

  @Override
  protected String sign(DkimMessage message) throws MessagingException {
    Map<String, String> tags = tags(super.sign(message));
    List<String> names = new ArrayList<>(List.of(tags.getOrDefault("h", "").split(":", -1)));
    names.addAll(ONCE);
    tags.put("h", String.join(":", names).replaceAll("(.{1,60}:)(?=.)", "$1\r\n\t "));
    tags.put("b", "");
    String own =
        tags.entrySet().stream()
            .map(tag -> tag.getKey() + "=" + tag.getValue())
            .collect(Collectors.joining(";\r\n\t"));
    String signed = headers(message, names) + relaxed(NAME, own);
    return NAME + ": " + own + folded(signature(signed));
  }

  private static Map<String, String> tags(String header) {
    Map<String, String> tags = new LinkedHashMap<>();
    String value = header.substring(header.indexOf(':') + 1).replaceAll("\\s", "");
    for (String tag : value.split(";", -1)) {
      int equals = tag.indexOf('=');
      if (equals > 0) {
        tags.put(tag.substring(0, equals), tag.substring(equals + 1));
      }
    }
    return tags;
  }

  /** Headers of one name from the last to the first; one that is not there is nothing. */
  private static String headers(DkimMessage message, List<String> names) throws MessagingException {
    var headers = new StringBuilder();
    Map<String, Integer> taken = new HashMap<>();
    for (String name : names) {
      String @Nullable [] values = message.getHeader(name);
      int nth = taken.merge(name.toLowerCase(Locale.ROOT), 1, Integer::sum);
      if (values != null && nth <= values.length) {
        headers.append(relaxed(name, values[values.length - nth])).append("\r\n");
      }
    }
    return headers.toString();
  }

  /** RFC 6376, 3.4.2. */
  private static String relaxed(String name, String value) {
    return name.toLowerCase(Locale.ROOT)
        + ":"
        + value.replaceAll("\r?\n", "").replaceAll("[ \t]+", " ").strip();
  }

  private String signature(String signed) throws MessagingException {
    try {
      Signature signature = Signature.getInstance("SHA256withRSA");
      signature.initSign(key);
      signature.update(signed.getBytes(UTF_8));
      return Base64.getEncoder().encodeToString(signature.sign());
    } catch (GeneralSecurityException e) {
      throw new MessagingException("The mail could not be signed.", e);
    }
  }

  private static String folded(String base64) {
    return base64.replaceAll("(.{" + LINE + "})(?=.)", "$1\r\n\t ");
  }
}
