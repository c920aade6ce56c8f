package org.carafe.core.rest;

import jakarta.json.Json;
import jakarta.json.stream.JsonParser;
import jakarta.json.stream.JsonParserFactory;
import java.io.ByteArrayInputStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.carafe.core.HttpError;

/**
 * JSON that means one thing to everybody: one value with nothing behind it, and no name twice in an
 * object, of which one reader takes the first and another the last (RFC 8259, section 4).
 */
final class UnambiguousJson {
  private static final JsonParserFactory PARSERS = Json.createParserFactory(Map.of());

  private UnambiguousJson() {}

  /**
   * The same bytes.
   *
   * @throws HttpError 400 where a name stands twice
   * @throws jakarta.json.JsonException where it is no JSON or goes on behind it
   */
  static byte[] checked(byte[] body) {
    Deque<Set<String>> objects = new ArrayDeque<>();
    try (JsonParser parser = PARSERS.createParser(new ByteArrayInputStream(body))) {
      while (parser.hasNext()) {
        switch (parser.next()) {
          case START_OBJECT -> objects.push(new HashSet<>());
          case END_OBJECT -> objects.pop();
          case KEY_NAME -> {
            if (!objects.element().add(parser.getString())) {
              throw HttpError.badRequest("The body names a member twice. Send each once.");
            }
          }
          default -> {
            // a value, or an array's end
          }
        }
      }
    }
    return body;
  }
}
