package org.carafe.testing;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.stream.Stream;

/**
 * Tables of test vectors, kept as {@code cases/<name>.json} in a module's test resources with the
 * source and licence they came with.
 *
 * <pre>{@code
 * static Stream<JsonObject> filenames() {
 *   return Cases.of("secure_filename").rows("cases");
 * }
 * }</pre>
 */
public final class Cases {

  private final JsonObject table;

  private Cases(JsonObject table) {
    this.table = table;
  }

  /** The table {@code cases/<name>.json} on the class path. */
  public static Cases of(String name) {
    String path = "/cases/" + name + ".json";
    try (InputStream in = Cases.class.getResourceAsStream(path)) {
      if (in == null) {
        throw new IllegalArgumentException(
            "No test vectors at " + path + ". Put the file into src/test/resources/cases.");
      }
      try (JsonReader reader = Json.createReader(in)) {
        return new Cases(reader.readObject());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The objects of one of the table's lists, such as {@code cases} or {@code negative}. */
  public Stream<JsonObject> rows(String list) {
    return table.getJsonArray(list).stream().map(JsonValue::asJsonObject);
  }

  /** The texts of one of the table's lists. */
  public Stream<String> texts(String list) {
    return table.getJsonArray(list).getValuesAs(JsonString::getString).stream();
  }
}
