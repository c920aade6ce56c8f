package org.carafe.core.config;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.carafe.core.text.Suggestion;
import org.jspecify.annotations.Nullable;

/**
 * The values of all settings, each with the place it came from.
 *
 * <pre>{@code
 * var configuration = Configuration.load(CoreSettings.ALL);
 * Duration lifetime = configuration.get(CoreSettings.SESSION_LIFETIME);
 * }</pre>
 *
 * <p>Strongest source first: system properties, environment ({@code DB_URL} for {@code db.url}),
 * secret files ({@code DB_PASSWORD_FILE} or {@code db.password.file} names one), {@code .env} (not
 * in production), {@code application-<profile>.properties}, {@code application.properties}, the
 * setting's default. The two files lie in {@code carafe.config}, by default {@code config}.
 */
public final class Configuration {
  /** A setting's effective value; text and origin are absent where nothing gives it one. */
  public record Entry(Setting<?> setting, Optional<String> text, Optional<String> origin) {
    /** The text as it may be shown: a secret is masked. */
    public String shown() {
      return text.map(t -> setting.isSecret() && !t.isEmpty() ? "********" : t).orElse("");
    }
  }

  private final Profile profile;
  private final Map<String, Entry> entries = new LinkedHashMap<>();
  private final Map<String, Object> values = new LinkedHashMap<>();
  private final List<String> problems = new ArrayList<>();

  private Configuration(Sources sources, Collection<Setting<?>> settings) {
    this.profile = sources.profile();
    for (var setting : settings) {
      if (entries.containsKey(setting.name())) {
        problems.add(
            "The setting %s is declared twice. Rename one of the two.".formatted(setting.name()));
      } else {
        read(sources, setting);
      }
    }
    entries.values().forEach(entry -> check(entry.setting(), entry));
    findUnknownNames(sources);
    findUnknownVariables(sources);
    problems.addAll(0, sources.problems());
  }

  /**
   * Reads and checks the settings from this process's surroundings.
   *
   * @throws ConfigurationException with every problem there is
   */
  public static Configuration load(Collection<? extends Setting<?>> settings) {
    return load(Surroundings.current(), settings);
  }

  /** Like {@link #load(Collection)}, from other surroundings. */
  public static Configuration load(
      Surroundings surroundings, Collection<? extends Setting<?>> settings) {
    var configuration = read(surroundings, settings);
    if (!configuration.problems.isEmpty()) {
      throw new ConfigurationException(configuration.problems);
    }
    return configuration;
  }

  /** Reads without insisting: {@link #problems()} says what {@code load} would throw. */
  public static Configuration read(
      Surroundings surroundings, Collection<? extends Setting<?>> settings) {
    return new Configuration(Sources.in(surroundings), List.copyOf(settings));
  }

  public Profile profile() {
    return profile;
  }

  /** The value of a setting that has one; {@link #find} is for those that may have none. */
  public <T> T get(Setting<T> setting) {
    return find(setting)
        .orElseThrow(
            () ->
                new ConfigurationException(
                    List.of("%s has no value. %s".formatted(setting, remedy(setting)))));
  }

  /** The value of a setting, if it has one. */
  @SuppressWarnings("unchecked") // read() stored what this setting's own parser made
  public <T> Optional<T> find(Setting<T> setting) {
    if (!entries.containsKey(setting.name())) {
      throw new IllegalArgumentException(
          "The setting %s is not registered. Declare it in a blueprint with app.setting(…).%s"
              .formatted(setting, Suggestion.of(setting.name(), entries.keySet())));
    }
    return Optional.ofNullable((T) values.get(setting.name()));
  }

  /** Whether a source gives the setting a value, so that its default does not count. */
  public boolean isGiven(Setting<?> setting) {
    var entry = entries.get(setting.name());
    return entry != null && entry.origin().filter(origin -> !origin.equals("default")).isPresent();
  }

  /** All settings in the order of their registration. */
  public List<Entry> entries() {
    return List.copyOf(entries.values());
  }

  /** What is wrong, a sentence or two each. Empty after {@code load}. */
  public List<String> problems() {
    return List.copyOf(problems);
  }

  private <T> void read(Sources sources, Setting<T> setting) {
    var given = sources.find(setting.name());
    if (given.isEmpty() && setting.isRequiredIn(profile)) {
      problems.add("%s is missing. %s".formatted(setting, remedy(setting)));
      entries.put(setting.name(), new Entry(setting, Optional.empty(), Optional.empty()));
      return;
    }
    var text = given.map(Sources.Value::text).or(setting::defaultText);
    var origin =
        given.map(Sources.Value::origin).or(() -> setting.defaultText().map(any -> "default"));
    entries.put(setting.name(), new Entry(setting, text, origin));
    if (text.isPresent()) {
      parse(setting, text.get(), origin.orElse("default"));
    }
  }

  private <T> void parse(Setting<T> setting, String text, String origin) {
    @Nullable T value = setting.parse(text).orElse(null);
    if (value == null) {
      var shown = setting.isSecret() ? "a value" : "\"" + text + "\"";
      problems.add(
          "%s is %s (%s), which is not %s.".formatted(setting, shown, origin, setting.expected()));
    } else {
      values.put(setting.name(), value);
    }
  }

  private <T> void check(Setting<T> setting, Entry entry) {
    String origin = entry.origin().orElse("default");
    find(setting)
        .flatMap(value -> setting.complaint(value, this))
        .ifPresent(
            complaint ->
                problems.add(
                    setting.isSecret()
                        ? "%s (%s) %s.".formatted(setting, origin, complaint)
                        : "%s is \"%s\" (%s), which %s."
                            .formatted(setting, entry.text().orElse(""), origin, complaint)));
  }

  private void findUnknownNames(Sources sources) {
    for (var name : sources.namesInFiles().entrySet()) {
      var setting =
          name.getKey().endsWith(".file")
              ? name.getKey().substring(0, name.getKey().length() - ".file".length())
              : name.getKey();
      var known = entries.containsKey(name.getKey()) || entries.containsKey(setting);
      if (!known && !name.getKey().startsWith("mp.")) {
        problems.add(
            "%s in %s is no setting.%s Correct the name or delete the line."
                .formatted(
                    name.getKey(),
                    String.join(" and ", name.getValue()),
                    Suggestion.of(name.getKey(), entries.keySet())));
      }
    }
  }

  /** Those of {@code .env} alone: the environment is not ours. */
  private void findUnknownVariables(Sources sources) {
    List<String> known = entries.keySet().stream().map(Sources::variable).toList();
    for (String name : sources.namesInDotEnv()) {
      String variable = Sources.variable(name).replaceFirst("_FILE$", "");
      if (!known.contains(Sources.variable(name)) && !known.contains(variable)) {
        problems.add(
            "%s in .env is no setting.%s Correct the name, delete the line, or give it in the environment if it is not for Carafe."
                .formatted(name, Suggestion.of(name, known)));
      }
    }
  }

  private String remedy(Setting<?> setting) {
    return setting.isSecret()
        ? "Set the environment variable %s, or %s_FILE to a file that holds it."
            .formatted(setting.variable(), setting.variable())
        : "Set it in application-%s.properties or as the environment variable %s."
            .formatted(profile.id(), setting.variable());
  }
}
