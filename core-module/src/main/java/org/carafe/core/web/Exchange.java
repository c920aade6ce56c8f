package org.carafe.core.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.carafe.core.Application;
import org.carafe.core.HttpError;
import org.carafe.core.Principal;
import org.carafe.core.route.Route;
import org.carafe.core.text.Messages;
import org.jspecify.annotations.Nullable;

/** One request and its answer, as the kernel sees them: identity, language, route and flashes. */
public final class Exchange {
  /** The request attribute that holds the exchange, for whoever stands around the kernel. */
  public static final String ATTRIBUTE = Exchange.class.getName();

  private static final ThreadLocal<@Nullable Exchange> CURRENT = new ThreadLocal<>();

  private static final Pattern NOT_ASCII = Pattern.compile("[^\\x21-\\x7e]+");

  private final Kernel kernel;
  private final HttpServletRequest request;
  private final HttpServletResponse response;
  private final RequestId id;
  private final Identity identity;
  private final Flashes flashes;
  private @Nullable String path;
  private @Nullable Route route;
  private Map<String, String> pathValues = Map.of();
  private @Nullable Locale locale;
  private @Nullable HttpError error;
  private @Nullable Throwable failure;
  private final Map<Class<?>, Object> attributes = new HashMap<>();

  Exchange(Kernel kernel, HttpServletRequest request, HttpServletResponse response) {
    this.kernel = kernel;
    this.request = request;
    this.response = response;
    this.id = RequestId.next();
    this.identity = new Identity(kernel, request, response);
    this.flashes = new Flashes(kernel, request, response, identity);
  }

  /** The exchange the calling thread works on. */
  public static Optional<Exchange> current() {
    return Optional.ofNullable(CURRENT.get());
  }

  /**
   * The exchange the calling thread works on.
   *
   * @throws IllegalStateException outside of a request
   */
  public static Exchange require() {
    return current()
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "This works within a request only; the thread “"
                        + Thread.currentThread().getName()
                        + "” has none."));
  }

  void begin() {
    CURRENT.set(this);
  }

  void end() {
    CURRENT.remove();
  }

  Kernel kernel() {
    return kernel;
  }

  /** The application that answers. */
  public Application application() {
    return kernel.application();
  }

  /** The request as it reached the kernel. */
  public HttpServletRequest request() {
    return request;
  }

  /** The number that the answer, the error page and the log carry. */
  public String requestId() {
    return id.toString();
  }

  /** The decoded, normalised path; that of home where the address is not written correctly. */
  public String path() {
    return path == null ? "/" : path;
  }

  /** The same, nothing where the address is not written correctly. */
  Optional<String> knownPath() {
    return Optional.ofNullable(path);
  }

  void path(String normalised) {
    path = normalised;
  }

  /** The URL as the browser wrote it: path and query. */
  public String url() {
    String query = request.getQueryString();
    return query == null ? request.getRequestURI() : request.getRequestURI() + "?" + query;
  }

  /** Where whoever must sign in first comes back to: here, where this address can be opened. */
  public Optional<String> comesBackTo() {
    boolean opens =
        request.getMethod().equals("GET")
            || route().filter(here -> here.target().view().isPresent()).isPresent();
    return opens ? Optional.of(url()) : Optional.empty();
  }

  /** The row of the access table that takes this request. */
  public Optional<Route> route() {
    return Optional.ofNullable(route);
  }

  void route(Route matched, Map<String, String> values) {
    route = matched;
    pathValues = values;
  }

  /** A dynamic part of the URL. */
  public Optional<String> pathValue(String name) {
    return Optional.ofNullable(pathValues.get(name));
  }

  /** Who is signed in; the first call asks the database, later ones remember. */
  public Optional<Principal> principal() {
    return identity.principal();
  }

  /** The token of the session whose cookie came with the request or was set meanwhile. */
  public Optional<String> sessionToken() {
    return identity.token();
  }

  /**
   * Signs in: writes the identity cookie.
   *
   * @param token what the authenticator knows the session by
   * @param age how long the browser keeps it; {@link Duration#ZERO} for until it is closed
   */
  public void establish(String token, Duration age) {
    identity.establish(token, age);
  }

  /** Signs out: removes the identity cookie. */
  public void forget() {
    identity.forget();
  }

  /** The messages for this page or the next. */
  public Flashes flashes() {
    return flashes;
  }

  /** The person's language, else the browser's. */
  public Locale locale() {
    if (locale == null) {
      locale = principal().map(Principal::locale).orElseGet(this::browserLocale);
    }
    return locale;
  }

  private Locale browserLocale() {
    return Optional.ofNullable(request.getHeader("Accept-Language"))
        .flatMap(Messages::negotiate)
        .orElseGet(kernel::defaultLanguage);
  }

  /** {@code light} or {@code dark} as the visitor chose, empty for as the system has it. */
  public String theme() {
    return kernel
        .cookies()
        .read(request, "theme")
        .filter(chosen -> chosen.equals("light") || chosen.equals("dark"))
        .orElse("");
  }

  /** Keeps the theme for a year; anything but {@code light} and {@code dark} follows the system. */
  public void theme(String chosen) {
    if (chosen.equals("light") || chosen.equals("dark")) {
      kernel.cookies().write(response, "theme", chosen, Duration.ofDays(365));
    } else {
      kernel.cookies().remove(response, "theme");
    }
  }

  Optional<String> cookie(String name) {
    return kernel.cookies().read(request, name);
  }

  void cookie(String name, String value, Duration age) {
    kernel.cookies().write(response, name, value, age);
  }

  void removeCookie(String name) {
    kernel.cookies().remove(response, name);
  }

  /** A text in the visitor's language. */
  public String text(String key, Object... arguments) {
    return messages().text(locale(), key, arguments);
  }

  Messages messages() {
    return application().messages();
  }

  /**
   * Answers 303 with a path on this site; flashes travel along.
   *
   * @throws IllegalArgumentException when it is not a path on this site
   */
  public void redirect(String target) {
    String path = target.split("\\?", 2)[0];
    if (!path.startsWith("/") || path.startsWith("//") || path.indexOf('\\') >= 0) {
      throw new IllegalArgumentException(
          "“" + target + "” is not a path on this site. Redirects start with a single slash.");
    }
    flashes.sendAlong(target);
    response.setStatus(HttpServletResponse.SC_SEE_OTHER);
    response.setHeader("Location", ascii(target));
  }

  /** Headers carry ASCII only; what browsers would encode themselves is encoded here. */
  private static String ascii(String target) {
    return NOT_ASCII
        .matcher(target)
        .replaceAll(found -> URLEncoder.encode(found.group(), StandardCharsets.UTF_8));
  }

  /** The status of the error page that is being shown, 0 otherwise. */
  public int errorStatus() {
    return error == null ? 0 : error.status();
  }

  /** When it makes sense to try again what the error page is about. */
  public Optional<Duration> retryAfter() {
    return Optional.ofNullable(error).flatMap(HttpError::retryAfter);
  }

  /** The key of the text that explains the error, if it has one of its own. */
  public Optional<String> explanation() {
    return Optional.ofNullable(error).flatMap(HttpError::explanation);
  }

  /** How much a request like this one may bring, as people read it: {@code 5 MB}. */
  public String mostToSend() {
    return SizeGuard.mostOf(request, UploadLimit.of(application().configuration()));
  }

  /** Whether the error is that another site made the browser ask for a change. */
  public boolean isRefusedForItsOrigin() {
    return errorStatus() == HttpServletResponse.SC_FORBIDDEN && OriginGuard.refuses(this);
  }

  void failsWith(HttpError failure) {
    error = failure;
  }

  /** What went wrong in this exchange, if it was an exception and nothing expected. */
  public Optional<Throwable> failure() {
    return Optional.ofNullable(failure);
  }

  void failure(Throwable unexpected) {
    failure = unexpected;
  }

  /** What belongs to this exchange and is made when first asked for. */
  public <T> T attribute(Class<T> type, Supplier<T> maker) {
    return type.cast(attributes.computeIfAbsent(type, unused -> maker.get()));
  }

  Identity identity() {
    return identity;
  }
}
