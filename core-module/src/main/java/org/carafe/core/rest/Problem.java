package org.carafe.core.rest;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.carafe.core.HttpError;
import org.carafe.core.UnprocessableContent;
import org.carafe.core.text.Messages;
import org.carafe.core.web.Exchange;

/**
 * An error as a program reads it: {@code application/problem+json} (RFC 9457) with the members
 * {@code title}, {@code status}, {@code detail}, {@code requestId} and, where fields are wrong,
 * {@code errors} with {@code field} and {@code message}. All its sentences are in one language.
 */
public record Problem(int status, JsonObject body) {
  /** The media type. */
  public static final String TYPE = "application/problem+json";

  /** What the keys of their texts begin with. */
  static final String TEXTS = "core.problem.";

  private static final String OTHER = "Something went wrong";

  private static final Map<Integer, String> TITLES =
      Map.ofEntries(
          Map.entry(400, "Bad request"),
          Map.entry(401, "Not signed in"),
          Map.entry(403, "Not allowed"),
          Map.entry(404, "Not found"),
          Map.entry(405, "Method not allowed"),
          Map.entry(406, "Not acceptable"),
          Map.entry(408, "Request timeout"),
          Map.entry(409, "Conflict"),
          Map.entry(411, "Length required"),
          Map.entry(413, "Too large"),
          Map.entry(415, "Unsupported media type"),
          Map.entry(421, "Misdirected request"),
          Map.entry(422, "Unprocessable content"),
          Map.entry(429, "Too many requests"),
          Map.entry(503, "Unavailable"));

  /** The problem of an error, in the language of whoever asked. */
  public static Problem of(HttpError error, Exchange exchange) {
    Messages messages = exchange.application().messages();
    Locale locale = locale(exchange);
    return of(error, exchange.requestId(), text -> messages.translated(locale, TEXTS, text));
  }

  /** Nobody's, if the database that knows it is what failed. */
  private static Locale locale(Exchange exchange) {
    try {
      return exchange.locale();
    } catch (RuntimeException unknown) {
      return Messages.LANGUAGES.get(0);
    }
  }

  static Problem of(HttpError error, String requestId, UnaryOperator<String> translated) {
    JsonObjectBuilder body =
        Json.createObjectBuilder()
            .add("title", translated.apply(TITLES.getOrDefault(error.status(), OTHER)))
            .add("status", error.status());
    if (!error.detail().isEmpty()) {
      body.add("detail", translated.apply(error.detail()));
    }
    body.add("requestId", requestId);
    if (error instanceof UnprocessableContent content) {
      var errors = Json.createArrayBuilder();
      content
          .errors()
          .forEach(
              field ->
                  errors.add(
                      Json.createObjectBuilder()
                          .add("field", field.field())
                          .add("message", field.message())));
      body.add("errors", errors);
    }
    return new Problem(error.status(), body.build());
  }

  /** Writes the body; the caller has set the status. */
  public void write(HttpServletResponse response) throws IOException {
    response.setContentType(TYPE);
    response.getOutputStream().write(body.toString().getBytes(StandardCharsets.UTF_8));
  }
}
