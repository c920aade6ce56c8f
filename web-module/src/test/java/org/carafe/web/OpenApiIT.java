package org.carafe.web;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.carafe.testing.Answer;
import org.carafe.testing.ApiCase;
import org.carafe.testing.ApiCases;
import org.carafe.testing.BrowserTest;
import org.carafe.testing.Site;
import org.carafe.testing.Visitor;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What {@code /openapi} serves, held to what the operations really answer. */
@BrowserTest
@RunAsClient
class OpenApiIT {
  private static final Path DOCUMENT =
      SourceTree.MODULE.resolve("target/classes/META-INF/openapi.yaml");
  private static final Path TESTS = SourceTree.MODULE.resolve("target/it-classes");

  /** The cases of every module, from the classes whose names end in ApiCases. */
  static Stream<ApiCase> cases() throws Exception {
    var all = new ArrayList<ApiCase>();
    try (Stream<Path> files = Files.walk(TESTS)) {
      for (Path file :
          files.filter(each -> each.toString().endsWith("ApiCases.class")).sorted().toList()) {
        String name = TESTS.relativize(file).toString().replace('/', '.');
        var constructor =
            Class.forName(name.substring(0, name.length() - ".class".length()))
                .asSubclass(ApiCases.class)
                .getDeclaredConstructor();
        constructor.setAccessible(true);
        constructor.newInstance().all().forEach(all::add);
      }
    }
    return all.stream();
  }

  private static JsonObject json(String text) {
    try (var reader = Json.createReader(new StringReader(text))) {
      return reader.readObject();
    }
  }

  private static JsonObject document() {
    return json(new Visitor(Site.current().url()).get("/openapi?format=JSON").body());
  }

  /** Every operation by its id. */
  private static Map<String, JsonObject> operations(JsonObject document) {
    return document.getJsonObject("paths").values().stream()
        .flatMap(path -> path.asJsonObject().values().stream())
        .map(JsonValue::asJsonObject)
        .collect(
            Collectors.toMap(operation -> operation.getString("operationId"), Function.identity()));
  }

  @Test
  void isTheDocumentInTheRepository() {
    Answer answer = new Visitor(Site.current().url()).get("/openapi");

    assertThat(answer.status()).isEqualTo(200);
    String written = SourceTree.text(DOCUMENT);
    assertThat(keys(answer.body())).containsAll(keys(written));
    assertThat(answer.body().lines().filter(line -> line.matches(" +/\\S+:")).map(String::strip))
        .containsExactlyInAnyOrderElementsOf(
            written.lines().filter(line -> line.matches(" +/\\S+:")).map(String::strip).toList());
  }

  @Test
  void namesTheSitesAddressAndNoOther() {
    assertThat(document().getJsonArray("servers"))
        .singleElement()
        .satisfies(
            server ->
                assertThat(server.asJsonObject().getString("url"))
                    .isEqualTo(Site.current().url().toString()));
  }

  private static Set<String> keys(String document) {
    return document
        .lines()
        .map(String::strip)
        .filter(line -> line.matches("(/\\S+|[a-zA-Z]+):.*"))
        .map(line -> line.substring(0, line.indexOf(':')))
        .collect(Collectors.toSet());
  }

  /**
   * An operation or a status that is documented needs a case of its module, and no other is tried.
   */
  @Test
  void isTriedInFull() throws Exception {
    var documented = new TreeSet<String>();
    operations(document())
        .forEach(
            (id, operation) ->
                operation
                    .getJsonObject("responses")
                    .keySet()
                    .forEach(status -> documented.add(id + " " + status)));

    assertThat(cases().map(ApiCase::toString)).containsExactlyInAnyOrderElementsOf(documented);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void tellsWhatIsAnswered(ApiCase tried) {
    JsonObject document = document();
    Answer answer = tried.request().apply(Site.current());

    assertThat(answer.status()).isEqualTo(tried.status());
    JsonObject response =
        followed(
            document,
            operations(document)
                .get(tried.operation())
                .getJsonObject("responses")
                .getJsonObject(Integer.toString(tried.status())));
    if (!response.containsKey("content")) {
      assertThat(answer.body()).isEmpty();
      return;
    }
    String type = answer.header("Content-Type").orElseThrow().replaceFirst(";.*", "");
    JsonObject content = response.getJsonObject("content");
    assertThat(content).containsOnlyKeys(type);
    var differences = new ArrayList<String>();
    compare(
        document,
        content.getJsonObject(type).getJsonObject("schema"),
        json(answer.body()),
        "the answer",
        differences);
    assertThat(differences).isEmpty();
  }

  /** The thing itself, or the one that its {@code $ref} leads to. */
  private static JsonObject followed(JsonObject document, JsonObject thing) {
    return thing.containsKey("$ref")
        ? document.getValue(thing.getString("$ref").substring(1)).asJsonObject()
        : thing;
  }

  private static void compare(
      JsonObject document,
      JsonObject declared,
      JsonValue value,
      String where,
      List<String> differences) {
    JsonObject schema = followed(document, declared);
    String type = schema.getString("type");
    if (!type.equals(type(value))) {
      differences.add(where + " is documented as " + type + " and is " + value);
    } else if (type.equals("object")) {
      JsonObject object = value.asJsonObject();
      schema.getJsonArray("required").getValuesAs(JsonString.class).stream()
          .map(JsonString::getString)
          .filter(name -> !object.containsKey(name))
          .forEach(name -> differences.add(where + " lacks " + name));
      JsonObject properties = schema.getJsonObject("properties");
      object.forEach(
          (name, inner) -> {
            if (properties.containsKey(name)) {
              JsonObject property = properties.getJsonObject(name);
              compare(document, property, inner, where + "." + name, differences);
            } else {
              differences.add(where + " has an undocumented " + name);
            }
          });
    } else if (type.equals("array")) {
      for (JsonValue item : value.asJsonArray()) {
        compare(document, schema.getJsonObject("items"), item, where + "[]", differences);
      }
    }
  }

  private static String type(JsonValue value) {
    return switch (value.getValueType()) {
      case OBJECT -> "object";
      case ARRAY -> "array";
      case STRING -> "string";
      case NUMBER -> value.toString().contains(".") ? "number" : "integer";
      case TRUE, FALSE -> "boolean";
      case NULL -> "null";
    };
  }
}
