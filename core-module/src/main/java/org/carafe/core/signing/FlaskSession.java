package org.carafe.core.signing;

import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads the session cookie of a Flask application, so that people stay signed in while it moves
 * here.
 *
 * <pre>{@code
 * FlaskSession sessions = new FlaskSession(SigningKeys.of(flaskSecretKey));
 * Map<String, Object> session = sessions.read(cookie, Duration.ofDays(31), clock.instant());
 * Object userId = session.get("_user_id");
 * }</pre>
 *
 * <p>Values are those of JSON (text, {@link Long}, {@link Double}, {@link Boolean}, null, {@link
 * List}, {@link Map}) and of Flask's tags: a tuple is a list, bytes are {@code byte[]}, markup is
 * text, a UUID is a {@link UUID}, a date is an {@link Instant}.
 *
 * @see <a href="https://flask.palletsprojects.com/en/stable/api/#flask.json.tag">flask.json.tag</a>
 */
public final class FlaskSession {

  private static final Pattern HEX_UUID =
      Pattern.compile(
          "(\\p{XDigit}{8})(\\p{XDigit}{4})(\\p{XDigit}{4})(\\p{XDigit}{4})(\\p{XDigit}{12})");

  private final Serializer serializer;

  /** Reads cookies that one of the keys (Flask's {@code SECRET_KEY} and fallbacks) has signed. */
  public FlaskSession(SigningKeys keys) {
    this.serializer =
        Serializer.urlSafe(new Signature(keys, "cookie-session", KeyDerivation.HMAC, Digest.SHA1));
  }

  /**
   * The session in a cookie.
   *
   * @param maxAge Flask's {@code PERMANENT_SESSION_LIFETIME}
   * @throws SignatureExpired if the cookie is older
   * @throws BadSignature if it was not signed by one of the keys, or holds no session
   */
  public Map<String, @Nullable Object> read(String cookie, Duration maxAge, Instant now)
      throws BadSignature {
    JsonValue value = serializer.loads(cookie, maxAge, now);
    if (value.getValueType() != JsonValue.ValueType.OBJECT) {
      throw new BadSignature("The session is signed but no object.");
    }
    try {
      return members(value.asJsonObject());
    } catch (IllegalArgumentException | DateTimeException | ClassCastException e) {
      throw new BadSignature("The session is signed but a tagged value in it is malformed.");
    }
  }

  private static Map<String, @Nullable Object> members(JsonObject object) {
    Map<String, @Nullable Object> members = new LinkedHashMap<>();
    object.forEach((name, value) -> members.put(name, untag(value)));
    return members;
  }

  private static @Nullable Object untag(JsonValue value) {
    return switch (value.getValueType()) {
      case NULL -> null;
      case TRUE -> true;
      case FALSE -> false;
      case STRING -> ((JsonString) value).getString();
      case NUMBER -> number((JsonNumber) value);
      case ARRAY -> list(value.asJsonArray());
      case OBJECT -> untagged(value.asJsonObject());
    };
  }

  private static Object number(JsonNumber number) {
    if (!number.isIntegral()) {
      return number.doubleValue();
    }
    return number.bigIntegerValue().bitLength() < Long.SIZE
        ? (Object) number.longValue()
        : number.bigIntegerValue();
  }

  private static List<@Nullable Object> list(JsonArray array) {
    List<@Nullable Object> list = new ArrayList<>(array.size());
    array.forEach(item -> list.add(untag(item)));
    return list;
  }

  /** An object of one member whose name is a tag stands for another type. */
  private static Object untagged(JsonObject object) {
    if (object.size() != 1) {
      return members(object);
    }
    String tag = object.keySet().iterator().next();
    return switch (tag) {
      case " t" -> list(object.getJsonArray(tag));
      case " b" -> Base64.getDecoder().decode(object.getString(tag));
      case " m" -> object.getString(tag);
      case " u" -> uuid(object.getString(tag));
      case " d" -> date(object.getString(tag));
      case " di" -> escaped(object.getJsonObject(tag));
      default -> members(object);
    };
  }

  private static UUID uuid(String hex) {
    return UUID.fromString(HEX_UUID.matcher(hex).replaceFirst("$1-$2-$3-$4-$5"));
  }

  private static Instant date(String httpDate) {
    return ZonedDateTime.parse(httpDate, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
  }

  /** A dictionary whose only key looks like a tag: the key is written with two underscores. */
  private static Map<String, @Nullable Object> escaped(JsonObject object) {
    Map<String, @Nullable Object> members = new LinkedHashMap<>();
    object.forEach(
        (name, value) ->
            members.put(
                name.endsWith("__") ? name.substring(0, name.length() - 2) : name, untag(value)));
    return members;
  }
}
