package org.carafe.core.config;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.carafe.core.text.Suggestion;
import org.jspecify.annotations.Nullable;

/**
 * The raw texts, before any setting is known, strongest source first: system properties,
 * environment, secret files, {@code .env}, the profile's file, the common file.
 *
 * <p>Reading never throws: what went wrong is kept as a problem, because this is also called from
 * inside the server's own start. An empty text counts as none.
 */
final class Sources {
  /** A text and the words that say where it stood. */
  record Value(String text, String origin) {}

  private record PropertiesFile(String name, Map<String, String> values) {}

  private final Surroundings surroundings;
  private final Profile profile;
  private final Map<String, String> dotEnv;
  private final List<PropertiesFile> files;
  private final List<String> problems = new ArrayList<>();

  private Sources(Surroundings surroundings) {
    this.surroundings = surroundings;
    this.profile = findProfile();
    this.dotEnv = profile == Profile.PROD ? Map.of() : readDotEnv();
    var folder = surroundings.folder().resolve(findFolder());
    this.files =
        List.of(
            readProperties(folder.resolve("application-" + profile.id() + ".properties")),
            readProperties(folder.resolve("application.properties")));
  }

  static Sources in(Surroundings surroundings) {
    return new Sources(surroundings);
  }

  static String variable(String name) {
    return name.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT);
  }

  Profile profile() {
    return profile;
  }

  List<String> problems() {
    return problems;
  }

  Optional<Value> find(String name) {
    return given(name)
        .or(() -> secretFile(name))
        .or(() -> value(dotEnv, name, ".env"))
        .or(() -> value(dotEnv, variable(name), ".env"))
        .or(() -> inFiles(name));
  }

  /** The names in the properties files, each with the files it is in. */
  Map<String, Set<String>> namesInFiles() {
    var names = new TreeMap<String, Set<String>>();
    for (var file : files) {
      for (var name : file.values().keySet()) {
        names.computeIfAbsent(name, any -> new TreeSet<>()).add(file.name());
      }
    }
    return names;
  }

  /** The names in {@code .env}, as they are written there. */
  Set<String> namesInDotEnv() {
    return new TreeSet<>(dotEnv.keySet());
  }

  private Optional<Value> given(String name) {
    var variable = variable(name);
    return value(surroundings.properties(), name, "system property " + name)
        .or(() -> value(surroundings.environment(), name, "environment variable " + name))
        .or(() -> value(surroundings.environment(), variable, "environment variable " + variable));
  }

  private Optional<Value> inFiles(String name) {
    return files.stream()
        .flatMap(file -> value(file.values(), name, file.name()).stream())
        .findFirst();
  }

  private Optional<Value> secretFile(String name) {
    var pointer = name + ".file";
    return given(pointer)
        .or(() -> value(dotEnv, variable(pointer), ".env"))
        .or(() -> inFiles(pointer))
        .flatMap(value -> readSecret(pointer, value));
  }

  private Optional<Value> readSecret(String pointer, Value value) {
    var file = surroundings.folder().resolve(value.text());
    try {
      var text = Files.readString(file).strip();
      return text.isEmpty()
          ? Optional.empty()
          : Optional.of(new Value(text, "file %s (%s)".formatted(value.text(), value.origin())));
    } catch (IOException e) {
      report(
          "The file %s, named by %s in %s, cannot be read. Create it or name another."
              .formatted(value.text(), pointer, value.origin()));
      return Optional.empty();
    }
  }

  private static Optional<Value> value(Map<String, String> values, String name, String origin) {
    @Nullable String text = values.get(name);
    return text == null || text.isBlank()
        ? Optional.empty()
        : Optional.of(new Value(text.strip(), origin));
  }

  private Profile findProfile() {
    var value = given("carafe.profile");
    if (value.isEmpty()) {
      return Profile.PROD;
    }
    var text = value.get().text();
    return Profile.named(text)
        .orElseGet(
            () -> {
              report(
                  "The profile \"%s\" (%s) is unknown. It is dev, test or prod.%s"
                      .formatted(
                          text,
                          value.get().origin(),
                          Suggestion.of(text, List.of("dev", "test", "prod"))));
              return Profile.PROD;
            });
  }

  private String findFolder() {
    return given("carafe.config").map(Value::text).orElse("config");
  }

  private Map<String, String> readDotEnv() {
    var file = surroundings.folder().resolve(".env");
    if (!Files.isRegularFile(file)) {
      return Map.of();
    }
    try {
      var parsed = DotEnv.parse(".env", Files.readString(file));
      parsed.problems().forEach(this::report);
      return parsed.values();
    } catch (IOException e) {
      report(
          "The file .env cannot be read (%s). Store it as UTF-8 text.".formatted(e.getMessage()));
      return Map.of();
    }
  }

  private PropertiesFile readProperties(Path file) {
    var name =
        file.startsWith(surroundings.folder())
            ? surroundings.folder().relativize(file).toString()
            : file.toString();
    var values = new TreeMap<String, String>();
    if (Files.isRegularFile(file)) {
      try {
        var properties = new Properties();
        properties.load(new StringReader(Files.readString(file)));
        properties
            .stringPropertyNames()
            .forEach(key -> values.put(key, properties.getProperty(key)));
      } catch (IOException | IllegalArgumentException e) {
        report(
            "The file %s cannot be read (%s). Store it as UTF-8 properties."
                .formatted(name, e.getMessage()));
      }
    }
    return new PropertiesFile(name, values);
  }

  private void report(String problem) {
    if (!problems.contains(problem)) {
      problems.add(problem);
    }
  }
}
