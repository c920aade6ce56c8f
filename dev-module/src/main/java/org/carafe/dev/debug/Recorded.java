package org.carafe.dev.debug;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.carafe.core.Principal;
import org.carafe.core.route.Route;
import org.carafe.core.signing.SecretToken;
import org.carafe.core.web.Exchange;
import org.carafe.core.web.Flashes;
import org.jspecify.annotations.Nullable;

/** What happened during one request. */
final class Recorded {
  private static final ThreadLocal<@Nullable Recorded> CURRENT = new ThreadLocal<>();
  private static final Pattern SECRET =
      Pattern.compile(
          "pass|secret|token|pin|code|cookie|authorization|referer|key|session|credential|otp|signature",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern MAIL = Pattern.compile("(?i)insert into `?mail_outbox`?\\b.*");
  private static final int MOST_STATEMENTS = 500;

  /**
   * A statement that was sent to the database.
   *
   * @param identity the statement with its values, which are compared and never shown
   */
  record Statement(String sql, String identity, Duration time, @Nullable String failure) {}

  /** A part of the work on a page, by the key of its name. */
  record Phase(String name, Duration time) {}

  /** A name and a value; a secret has none. */
  record Value(String name, @Nullable String text) {}

  private final String method;
  private final List<Value> headers = new ArrayList<>();
  private final List<Value> parameters = new ArrayList<>();
  private final List<Statement> statements = new ArrayList<>();
  private final Map<String, Duration> phases = new LinkedHashMap<>();
  private final String token = SecretToken.create().text();
  private final long began = System.nanoTime();
  private int unrecorded;
  private Duration time = Duration.ZERO;
  private int status;
  private @Nullable String location;
  private String id = "";
  private String theme = "";
  private Locale locale = Locale.ENGLISH;
  private boolean hasSession;
  private @Nullable Route route;
  private @Nullable Throwable failure;
  private @Nullable Principal person;
  private List<Flashes.Shown> flashes = List.of();

  private Recorded(HttpServletRequest request) {
    this.method = request.getMethod();
  }

  /** Starts to record what the calling thread does. */
  static Recorded begin(HttpServletRequest request) {
    var recorded = new Recorded(request);
    CURRENT.set(recorded);
    return recorded;
  }

  /** What the calling thread works on, nothing outside of a request. */
  static Optional<Recorded> current() {
    return Optional.ofNullable(CURRENT.get());
  }

  /** Stops recording. The request and its exchange are of no use afterwards: all is copied. */
  void end(HttpServletRequest request, int answered, @Nullable String redirectedTo) {
    CURRENT.remove();
    time = Duration.ofNanos(System.nanoTime() - began);
    status = answered;
    location = redirectedTo;
    if (request.getAttribute(Exchange.ATTRIBUTE) instanceof Exchange exchange) {
      copy(exchange);
    }
    for (var names = request.getHeaderNames(); names.hasMoreElements(); ) {
      String name = names.nextElement();
      headers.add(value(name, request.getHeader(name)));
    }
    request
        .getParameterMap()
        .forEach((name, values) -> parameters.add(value(name, String.join(", ", values))));
  }

  private void copy(Exchange exchange) {
    id = exchange.requestId();
    theme = exchange.theme();
    locale = exchange.locale();
    hasSession = exchange.sessionToken().isPresent();
    route = exchange.route().orElse(null);
    failure = exchange.failure().orElse(null);
    person = exchange.principal().orElse(null);
    flashes = exchange.flashes().shown(exchange);
  }

  private static Value value(String name, String text) {
    return new Value(name, SECRET.matcher(name).find() ? null : text);
  }

  void add(Statement statement) {
    if (statements.size() < MOST_STATEMENTS) {
      statements.add(statement);
    } else {
      unrecorded++;
    }
  }

  void add(String phase, Duration took) {
    phases.merge(phase, took, Duration::plus);
  }

  /** What it is known by: the number in the log and on the error page. */
  String id() {
    return id;
  }

  /** Known to the page that shows this request and to nobody else. */
  String token() {
    return token;
  }

  int status() {
    return status;
  }

  Duration time() {
    return time;
  }

  String method() {
    return method;
  }

  Optional<String> location() {
    return Optional.ofNullable(location);
  }

  /** The pattern of the URL, which unlike the URL holds no mailed token. */
  String address() {
    return route().map(route -> route.pattern().toString()).orElse("…");
  }

  Optional<Route> route() {
    return Optional.ofNullable(route);
  }

  Optional<Throwable> failure() {
    return Optional.ofNullable(failure);
  }

  Optional<Principal> person() {
    return Optional.ofNullable(person);
  }

  boolean hasSession() {
    return hasSession;
  }

  /** {@code light}, {@code dark} or empty, as the visitor chose. */
  String theme() {
    return theme;
  }

  Locale locale() {
    return locale;
  }

  List<Flashes.Shown> flashes() {
    return flashes;
  }

  List<Value> headers() {
    return headers;
  }

  List<Value> parameters() {
    return parameters;
  }

  List<Statement> statements() {
    return statements;
  }

  /** How many statements there were beyond those that are kept. */
  int unrecorded() {
    return unrecorded;
  }

  Duration databaseTime() {
    return statements.stream().map(Statement::time).reduce(Duration.ZERO, Duration::plus);
  }

  /** How many statements were sent with the same values before. */
  long duplicates() {
    return statements.size() - statements.stream().map(Statement::identity).distinct().count();
  }

  boolean isDuplicate(Statement statement) {
    return statements.stream().filter(one -> one.identity().equals(statement.identity())).count()
        > 1;
  }

  List<Phase> phases() {
    return phases.entrySet().stream()
        .map(phase -> new Phase(phase.getKey(), phase.getValue()))
        .toList();
  }

  /** How many mails were written into the outbox. */
  long mails() {
    return statements.stream()
        .filter(one -> MAIL.matcher(one.sql()).matches() && one.failure() == null)
        .count();
  }
}
