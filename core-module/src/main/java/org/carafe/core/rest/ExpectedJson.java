package org.carafe.core.rest;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonReaderFactory;
import jakarta.json.JsonValue;
import jakarta.json.JsonValue.ValueType;
import java.io.ByteArrayInputStream;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Finds what JSON-B would turn into something else without a word: any text and any number into
 * {@code false}, {@code 1.5} into 1, a number too large into another one, {@code true} into a text.
 */
final class ExpectedJson {
  private static final JsonReaderFactory READERS = Json.createReaderFactory(Map.of());

  private static final Map<Class<?>, Long> LARGEST =
      Map.of(
          int.class,
          (long) Integer.MAX_VALUE,
          Integer.class,
          (long) Integer.MAX_VALUE,
          long.class,
          Long.MAX_VALUE,
          Long.class,
          Long.MAX_VALUE);

  private static final Set<Class<?>> TRUTHS = Set.of(boolean.class, Boolean.class);

  private ExpectedJson() {}

  /** The name of the first member whose value is of another kind than this type has there. */
  static Optional<String> unexpected(byte[] body, Type type) {
    try (JsonReader reader = READERS.createReader(new ByteArrayInputStream(body))) {
      return unexpected("", reader.readValue(), type);
    }
  }

  private static Optional<String> unexpected(String name, @Nullable JsonValue value, Type type) {
    if (value == null || value.getValueType() == ValueType.NULL) {
      return Optional.empty();
    }
    if (value instanceof JsonArray array) {
      return isCollection(type) ? inArray(name, array, element(type)) : Optional.empty();
    }
    if (value instanceof JsonObject object) {
      return type instanceof Class<?> known && !isOfJava(known)
          ? inObject(object, known)
          : Optional.empty();
    }
    return fits(value, type) ? Optional.empty() : Optional.of(name);
  }

  private static Optional<String> inArray(String name, JsonArray array, Type type) {
    return array.stream().flatMap(value -> unexpected(name, value, type).stream()).findFirst();
  }

  private static Optional<String> inObject(JsonObject object, Class<?> type) {
    return members(type).entrySet().stream()
        .flatMap(
            member ->
                unexpected(member.getKey(), object.get(member.getKey()), member.getValue())
                    .stream())
        .findFirst();
  }

  private static boolean fits(JsonValue value, Type type) {
    if (TRUTHS.contains(type)) {
      return value.getValueType() == ValueType.TRUE || value.getValueType() == ValueType.FALSE;
    }
    if (LARGEST.containsKey(type)) {
      return value instanceof JsonNumber number && isWhole(number, LARGEST.get(type));
    }
    if (type instanceof Class<?> known && Number.class.isAssignableFrom(known)) {
      return value instanceof JsonNumber;
    }
    return type != String.class || value.getValueType() == ValueType.STRING;
  }

  private static boolean isWhole(JsonNumber number, long largest) {
    try {
      long value = number.bigDecimalValue().longValueExact();
      return value <= largest && value >= -largest - 1;
    } catch (ArithmeticException otherwise) {
      return false;
    }
  }

  private static boolean isCollection(Type type) {
    return type instanceof ParameterizedType generic
        && generic.getRawType() instanceof Class<?> raw
        && Collection.class.isAssignableFrom(raw);
  }

  private static Type element(Type collection) {
    return ((ParameterizedType) collection).getActualTypeArguments()[0];
  }

  private static boolean isOfJava(Class<?> type) {
    return type.getName().startsWith("java");
  }

  /** Of a record its components, of a bean what has a setter. */
  private static Map<String, Type> members(Class<?> type) {
    var members = new TreeMap<String, Type>();
    if (type.isRecord()) {
      for (RecordComponent component : type.getRecordComponents()) {
        members.put(component.getName(), component.getGenericType());
      }
      return members;
    }
    for (Method method : type.getMethods()) {
      String name = method.getName();
      if (name.matches("set[A-Z].*") && method.getParameterCount() == 1) {
        members.put(
            name.substring(3, 4).toLowerCase(Locale.ROOT) + name.substring(4),
            method.getGenericParameterTypes()[0]);
      }
    }
    return members;
  }
}
