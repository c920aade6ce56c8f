package org.carafe.core.signing;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.json.Json;
import jakarta.json.JsonException;
import jakarta.json.JsonReader;
import jakarta.json.JsonReaderFactory;
import jakarta.json.JsonValue;
import java.io.StringReader;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Signed JSON, as the four serializers of itsdangerous write it: with and without a timestamp,
 * plain and URL-safe.
 *
 * <pre>{@code
 * Serializer links = Serializer.urlSafe(signature);
 * String token = links.dumps(Json.createValue(42), clock.instant());
 * JsonValue value = links.loads(token, Duration.ofHours(1), clock.instant());
 * }</pre>
 *
 * <p>A URL-safe payload that starts with a dot is compressed; it is inflated to at most 64 KiB.
 */
public final class Serializer {

  private static final JsonReaderFactory READERS = Json.createReaderFactory(Map.of());

  private final Signature signature;
  private final Payload payload;

  private Serializer(Signature signature, Payload payload) {
    this.signature = signature;
    this.payload = payload;
  }

  /** {@code Serializer} and {@code TimedSerializer}: the JSON stands in the token as it is. */
  public static Serializer plain(Signature signature) {
    return new Serializer(signature, Payload.PLAIN);
  }

  /** {@code URLSafeSerializer} and {@code URLSafeTimedSerializer}. */
  public static Serializer urlSafe(Signature signature) {
    return new Serializer(signature, Payload.URL_SAFE);
  }

  /** A token without a time. */
  public String dumps(JsonValue value) {
    return signature.sign(payload.write(value.toString().getBytes(UTF_8)));
  }

  /** A token that tells when it was signed. */
  public String dumps(JsonValue value, Instant now) {
    return signature.sign(payload.write(value.toString().getBytes(UTF_8)), now);
  }

  /**
   * The value of a token without a time.
   *
   * @throws BadSignature if it was not signed by us or its payload is no JSON
   */
  public JsonValue loads(String token) throws BadSignature {
    return json(signature.unsign(token));
  }

  /**
   * The value of a token that tells when it was signed.
   *
   * @param maxAge how old it may be; null allows any age
   * @throws SignatureExpired if it is older, or dated in the future
   * @throws BadSignature if it was not signed by us or its payload is no JSON
   */
  public JsonValue loads(String token, @Nullable Duration maxAge, Instant now) throws BadSignature {
    return json(signature.unsign(token, maxAge, now).value());
  }

  private JsonValue json(String signed) throws BadSignature {
    String text = new String(payload.read(signed), UTF_8);
    try (JsonReader reader = READERS.createReader(new StringReader(text))) {
      return reader.readValue();
    } catch (JsonException e) {
      throw new BadSignature("The payload is signed but no JSON.");
    }
  }
}
