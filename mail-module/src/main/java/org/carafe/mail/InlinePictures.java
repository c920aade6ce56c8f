package org.carafe.mail;

import java.util.Base64;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The pictures of a mail within its HTML, so that it can be shown on its own.
 *
 * <pre>{@code
 * InlinePictures.shown(html, id -> Optional.of(InlinePictures.data("image/png", picture)));
 * }</pre>
 */
public final class InlinePictures {
  private static final Pattern REFERENCE = Pattern.compile("([\"'])cid:([^\"']+)\\1");

  private InlinePictures() {}

  /**
   * The same HTML with each {@code cid:} address replaced.
   *
   * @param addresses what stands there instead, by content id; empty where there is no such picture
   */
  public static String shown(String html, Function<String, Optional<String>> addresses) {
    return REFERENCE
        .matcher(html)
        .replaceAll(
            found ->
                Matcher.quoteReplacement(
                    addresses
                        .apply(found.group(2))
                        .map(address -> found.group(1) + address + found.group(1))
                        .orElse(found.group())));
  }

  /** An address that holds the picture itself. */
  public static String data(String type, byte[] picture) {
    return "data:" + type + ";base64," + Base64.getEncoder().encodeToString(picture);
  }
}
