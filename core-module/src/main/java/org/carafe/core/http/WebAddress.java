package org.carafe.core.http;

import java.net.IDN;
import java.net.URI;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Addresses of the web in the one form that browsers use: scheme and host in lower case, the host
 * in ASCII and without a last dot, no port that goes without saying, no slash for an empty path.
 *
 * <pre>{@code
 * WebAddress.normalised("HTTPS://Example.ORG:443/");   // https://example.org
 * WebAddress.normalised("https://bücher.example");     // https://xn--bcher-kva.example
 * }</pre>
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc3986#section-6">RFC 3986, section 6</a>
 */
public final class WebAddress {
  private WebAddress() {}

  /**
   * The same address in its usual form.
   *
   * @throws IllegalArgumentException when it is no absolute http or https address
   */
  public static URI normalised(String text) {
    URI given = URI.create(text);
    String scheme = String.valueOf(given.getScheme()).toLowerCase(Locale.ROOT);
    String authority = given.getRawAuthority();
    if (authority == null || !(scheme.equals("http") || scheme.equals("https"))) {
      throw new IllegalArgumentException(text);
    }
    String user = authority.substring(0, authority.lastIndexOf('@') + 1);
    String place = authority.substring(user.length());
    int colon = place.indexOf(':', place.lastIndexOf(']') + 1);
    String host = host(colon < 0 ? place : place.substring(0, colon));
    String path = "/".equals(given.getRawPath()) ? "" : given.getRawPath();
    return withHost(
        text,
        URI.create(
            scheme
                + "://"
                + user
                + host
                + port(scheme, colon < 0 ? "" : place.substring(colon + 1))
                + path
                + (given.getRawQuery() == null ? "" : "?" + given.getRawQuery())
                + (given.getRawFragment() == null ? "" : "#" + given.getRawFragment())));
  }

  private static URI withHost(String text, URI address) {
    if (address.getHost() == null) {
      throw new IllegalArgumentException(text);
    }
    return address;
  }

  private static String host(String host) {
    String lower = host.startsWith("[") ? host : IDN.toASCII(host);
    String plain = lower.toLowerCase(Locale.ROOT);
    return plain.endsWith(".") ? plain.substring(0, plain.length() - 1) : plain;
  }

  private static String port(String scheme, String port) {
    String digits = port.replaceFirst("^0+(?=.)", "");
    if (!digits.isEmpty() && (!digits.matches("\\d{1,5}") || Integer.parseInt(digits) > 65_535)) {
      throw new IllegalArgumentException(port);
    }
    boolean usual = digits.isEmpty() || digits.equals(scheme.equals("https") ? "443" : "80");
    return usual ? "" : ":" + digits;
  }

  /** Whether a browser means this address by what it sends as its {@code Origin}. */
  public static boolean isOrigin(String origin, @Nullable String header) {
    if (header == null) {
      return false;
    }
    try {
      return origin.equals(header) || origin.equals(normalised(header).toString());
    } catch (IllegalArgumentException none) {
      return false;
    }
  }
}
