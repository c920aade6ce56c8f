package org.carafe.core.text;

import java.text.MessageFormat;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.MissingResourceException;
import java.util.Optional;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.carafe.core.Blueprint;

/**
 * The texts of all modules. A key is the blueprint's name and the key in that module's {@code
 * messages.properties}.
 *
 * <pre>{@code
 * messages.text(Locale.GERMAN, "auth.login.title");          // Anmelden
 * messages.text(Locale.ENGLISH, "auth.logout.done", "ada");  // You have been signed out, ada.
 * }</pre>
 *
 * A text with arguments is a {@link MessageFormat} pattern. The kernel's own texts begin with
 * {@code core}.
 */
public final class Messages {
  /** The languages there are texts in; the first is the one used when nothing else fits. */
  public static final List<Locale> LANGUAGES = List.of(Locale.ENGLISH, Locale.GERMAN);

  private static final int LONGEST_HEADER = 500;
  private static final int MOST_HEADERS = 1000;
  private static final Map<String, Optional<Locale>> NEGOTIATED = new ConcurrentHashMap<>();
  private static final ResourceBundle.Control NO_FALLBACK =
      ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES);

  private final List<Blueprint> blueprints;
  private volatile Map<Locale, Map<String, String>> texts;

  private Messages(Collection<Blueprint> blueprints) {
    this.blueprints = List.copyOf(blueprints);
    this.texts = all(Class::getClassLoader);
  }

  /** The texts of these blueprints. */
  public static Messages of(Collection<Blueprint> blueprints) {
    return new Messages(blueprints);
  }

  /**
   * Reads every text again from the bundles this loader finds: in development they change while the
   * application runs.
   */
  public void reread(ClassLoader sources) {
    texts = all(module -> sources);
  }

  private Map<Locale, Map<String, String>> all(Function<Class<?>, ClassLoader> loaders) {
    var languages = new HashMap<Locale, Map<String, String>>();
    for (Locale language : LANGUAGES) {
      var all = new HashMap<String, String>();
      read(Blueprint.class, "core", language, loaders, all);
      for (Blueprint blueprint : blueprints) {
        read(blueprint.getClass(), blueprint.name(), language, loaders, all);
      }
      languages.put(language, Map.copyOf(all));
    }
    return Map.copyOf(languages);
  }

  private static void read(
      Class<?> module,
      String prefix,
      Locale language,
      Function<Class<?>, ClassLoader> loaders,
      Map<String, String> into) {
    String name = module.getPackageName() + ".messages";
    try {
      ResourceBundle bundle =
          ResourceBundle.getBundle(name, language, loaders.apply(module), NO_FALLBACK);
      bundle.keySet().forEach(key -> into.put(prefix + "." + key, bundle.getString(key)));
    } catch (MissingResourceException none) {
      // A module without pages needs no texts.
    }
  }

  /** The text as it stands. */
  public String text(Locale locale, String key) {
    Map<String, String> language = language(locale);
    String text = language.get(key);
    if (text == null) {
      throw new IllegalArgumentException(
          "There is no text “" + key + "”." + Suggestion.of(key, language.keySet()));
    }
    return text;
  }

  /** The text with its arguments filled in; a {@link Duration} is told in words. */
  public String text(Locale locale, String key, Object... arguments) {
    String pattern = text(locale, key);
    return arguments.length == 0
        ? pattern
        : new MessageFormat(pattern, locale).format(told(locale, arguments));
  }

  private Object[] told(Locale locale, Object... arguments) {
    return Stream.of(arguments)
        .map(argument -> argument instanceof Duration time ? duration(locale, time) : argument)
        .toArray();
  }

  /**
   * How long, in the largest unit that says it exactly, a single day as “24 hours”: “3 days”, “90
   * minutes”. In German it fits where the accusative does: „24 Stunden“, „3 Tage“.
   */
  public String duration(Locale locale, Duration time) {
    if (time.compareTo(Duration.ofDays(1)) > 0 && isWhole(time, Duration.ofDays(1))) {
      return text(locale, "core.duration.days", time.toDays());
    }
    if (isWhole(time, Duration.ofHours(1))) {
      return text(locale, "core.duration.hours", time.toHours());
    }
    return isWhole(time, Duration.ofMinutes(1))
        ? text(locale, "core.duration.minutes", time.toMinutes())
        : text(locale, "core.duration.seconds", time.toSeconds());
  }

  private static boolean isWhole(Duration time, Duration unit) {
    return !time.isZero() && Duration.ofSeconds(time.toSeconds() % unit.toSeconds()).isZero();
  }

  /**
   * A sentence that is written in English where it is made, in another language: its translation is
   * that of the text with the same words. Without one it stays as it is.
   *
   * @param prefix what the keys of such texts begin with
   */
  public String translated(Locale locale, String prefix, String english) {
    return language(LANGUAGES.get(0)).entrySet().stream()
        .filter(text -> text.getKey().startsWith(prefix) && text.getValue().equals(english))
        .findFirst()
        .map(text -> text(locale, text.getKey()))
        .orElse(english);
  }

  /** Whether there is such a text. */
  public boolean has(String key) {
    return language(LANGUAGES.get(0)).containsKey(key);
  }

  /** All keys, full. */
  public Set<String> keys() {
    return language(LANGUAGES.get(0)).keySet();
  }

  private Map<String, String> language(Locale locale) {
    Map<Locale, Map<String, String>> languages = texts;
    Map<String, String> exact = languages.get(locale);
    if (exact != null) {
      return exact;
    }
    return languages.getOrDefault(
        Locale.forLanguageTag(locale.getLanguage()),
        languages.getOrDefault(LANGUAGES.get(0), Map.of()));
  }

  /**
   * The best of our languages for an {@code Accept-Language} header (RFC 9110, section 12.5.4).
   *
   * @return nothing when the header is malformed or asks for nothing we have
   */
  public static Optional<Locale> negotiate(String acceptLanguage) {
    if (acceptLanguage.length() > LONGEST_HEADER) {
      return Optional.empty();
    }
    Optional<Locale> known = NEGOTIATED.get(acceptLanguage);
    if (known != null) {
      return known;
    }
    Optional<Locale> best = lookup(acceptLanguage);
    if (NEGOTIATED.size() < MOST_HEADERS) {
      NEGOTIATED.put(acceptLanguage, best);
    }
    return best;
  }

  private static Optional<Locale> lookup(String acceptLanguage) {
    try {
      return Optional.ofNullable(
          Locale.lookup(Locale.LanguageRange.parse(acceptLanguage), LANGUAGES));
    } catch (IllegalArgumentException malformed) {
      return Optional.empty();
    }
  }
}
