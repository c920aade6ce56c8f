package org.carafe.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Somebody with a browser that has no script: keeps cookies, fills forms in, goes on when told to.
 *
 * <pre>{@code
 * var visitor = new Visitor(site.url());
 * var answer =
 *     visitor.get("/login").form("signin").fill("login", "ada").fill("password", "…").press("go");
 * assertThat(answer.status()).isEqualTo(303);
 * assertThat(answer.follow().text("h1")).isEqualTo("Your account");
 * }</pre>
 *
 * <p>Sends what a browser sends with a navigation, unless a header is given ({@code null}: left
 * out), from a network address of its own, so that what is counted by place counts nobody else. It
 * works inside the server too.
 */
public final class Visitor {
  /** Where the tests' visitors say their address, as a proxy does. */
  static final String ADDRESS_HEADER = "X-Forwarded-For";

  private static final Duration PATIENCE = Patience.LONGEST;
  private static final HttpClient CLIENT =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .followRedirects(HttpClient.Redirect.NEVER)
          .connectTimeout(PATIENCE)
          .build();

  private final URI site;
  private final Map<String, String> cookies = new ConcurrentHashMap<>();
  private final Map<String, @Nullable String> headers = new LinkedHashMap<>();

  /** A newcomer to this site. */
  public Visitor(URI site) {
    this.site = site;
    headers.put("Accept", "text/html,application/xhtml+xml,*/*;q=0.8");
    headers.put("Accept-Language", "en");
    headers.put("Sec-Fetch-Mode", "navigate");
    headers.put("Sec-Fetch-Dest", "document");
    headers.put(ADDRESS_HEADER, freshAddress());
  }

  /** A network address that nobody else has. */
  public static String freshAddress() {
    int number = ThreadLocalRandom.current().nextInt(1 << 24);
    return "10.%d.%d.%d".formatted(number >> 16, (number >> 8) & 255, number & 255);
  }

  /** Comes from this network address from now on; each visitor has one of its own. */
  public Visitor from(String address) {
    return with(ADDRESS_HEADER, address);
  }

  /** The same person in the same browser so far, who goes an own way from here. */
  public Visitor twin() {
    var twin = new Visitor(site);
    twin.cookies.putAll(cookies);
    twin.headers.putAll(headers);
    return twin;
  }

  /** Sends this header from now on; {@code null} leaves it out. */
  public Visitor with(String header, @Nullable String value) {
    headers.put(header, value);
    return this;
  }

  /** Reads this language from now on. */
  public Visitor in(String language) {
    return with("Accept-Language", language);
  }

  public Answer get(String path) {
    return send("GET", path, "");
  }

  /** A form's POST, as a browser sends it from a page of the site. */
  public Answer post(String path, Map<String, String> fields) {
    return send(
        "POST",
        path,
        encoded(fields),
        "Content-Type",
        "application/x-www-form-urlencoded",
        "Origin",
        origin(),
        "Sec-Fetch-Site",
        "same-origin");
  }

  /** JSON as a script of the site sends it. */
  public Answer json(String method, String path, String body) {
    return send(
        method,
        path,
        body,
        "Content-Type",
        "application/json",
        "Accept",
        "application/json",
        "Origin",
        origin(),
        "Sec-Fetch-Site",
        "same-origin",
        "Sec-Fetch-Mode",
        "cors",
        "Sec-Fetch-Dest",
        "empty");
  }

  /**
   * Any request.
   *
   * @param more names and values of headers for this request; {@code null} leaves one out
   */
  public Answer send(String method, String path, String body, @Nullable String... more) {
    var request = HttpRequest.newBuilder(URI.create(site + path)).timeout(PATIENCE);
    request.method(
        method,
        body.isEmpty()
            ? HttpRequest.BodyPublishers.noBody()
            : HttpRequest.BodyPublishers.ofString(body));
    var all = new LinkedHashMap<>(headers);
    for (int i = 0; i < more.length; i += 2) {
      all.put(String.valueOf(more[i]), more[i + 1]);
    }
    all.forEach(
        (name, value) -> {
          if (value != null) {
            request.header(name, value);
          }
        });
    if (!cookies.isEmpty() && !all.containsKey("Cookie")) {
      request.header(
          "Cookie",
          cookies.entrySet().stream()
              .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
              .collect(Collectors.joining("; ")));
    }
    try {
      HttpResponse<String> response =
          CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
      response.headers().allValues("Set-Cookie").forEach(this::keep);
      return new Answer(this, method + " " + path, response);
    } catch (IOException e) {
      throw new UncheckedIOException(method + " " + path, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("Interrupted while waiting for " + path, e);
    }
  }

  private void keep(String header) {
    String[] parts = header.split(";\\s*");
    String name = parts[0].substring(0, parts[0].indexOf('='));
    String value = parts[0].substring(name.length() + 1);
    if (value.isEmpty() || List.of(parts).contains("Max-Age=0")) {
      cookies.remove(name);
    } else {
      cookies.put(name, value);
    }
  }

  private static String encoded(Map<String, String> fields) {
    return fields.entrySet().stream()
        .map(field -> encoded(field.getKey()) + "=" + encoded(field.getValue()))
        .collect(Collectors.joining("&"));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  /** Scheme, host and port of the site. */
  public String origin() {
    return site.toString();
  }

  /** A cookie the browser keeps. */
  public Optional<String> cookie(String name) {
    return Optional.ofNullable(cookies.get(name));
  }

  /** The names of the cookies the browser keeps. */
  public List<String> cookieNames() {
    return cookies.keySet().stream().sorted().toList();
  }

  /** Puts a cookie into the browser, or with {@code null} takes it out. */
  public Visitor cookie(String name, @Nullable String value) {
    if (value == null) {
      cookies.remove(name);
    } else {
      cookies.put(name, value);
    }
    return this;
  }
}
