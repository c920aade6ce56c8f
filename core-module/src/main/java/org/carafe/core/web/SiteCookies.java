package org.carafe.core.web;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/**
 * Writes and reads this site's cookies: always {@code HttpOnly}, {@code SameSite=Lax} and for all
 * paths; over https also {@code Secure} and under a {@code __Host-} name, which neither a subdomain
 * nor plain http can set (RFC 6265bis, section 4.1.3). The scheme is the one of {@code base.url}.
 */
public final class SiteCookies {
  private final boolean secure;

  SiteCookies(URI baseUrl) {
    this.secure = "https".equals(baseUrl.getScheme());
  }

  /** The value the browser sent, if it did. */
  public Optional<String> read(HttpServletRequest request, String name) {
    Cookie[] cookies = request.getCookies();
    if (cookies == null) {
      return Optional.empty();
    }
    String full = full(name);
    for (Cookie cookie : cookies) {
      if (cookie.getName().equals(full)) {
        return Optional.ofNullable(cookie.getValue());
      }
    }
    return Optional.empty();
  }

  /**
   * Sets a cookie.
   *
   * @param age how long the browser keeps it; {@link Duration#ZERO} for until it is closed
   */
  public void write(HttpServletResponse response, String name, String value, Duration age) {
    add(response, name, value, age.isZero() ? -1 : Math.toIntExact(age.toSeconds()));
  }

  /** Removes a cookie. */
  public void remove(HttpServletResponse response, String name) {
    add(response, name, "", 0);
  }

  private void add(HttpServletResponse response, String name, String value, int maxAge) {
    var cookie = new Cookie(full(name), value);
    cookie.setPath("/");
    cookie.setHttpOnly(true);
    cookie.setSecure(secure);
    cookie.setMaxAge(maxAge);
    cookie.setAttribute("SameSite", "Lax");
    response.addCookie(cookie);
  }

  private String full(String name) {
    return secure ? "__Host-" + name : name;
  }
}
