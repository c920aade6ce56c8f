package org.carafe.core.config;

import java.net.URI;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.carafe.core.http.WebAddress;
import org.jspecify.annotations.Nullable;

/**
 * A value the application can be given, with its type, default and meaning.
 *
 * <pre>{@code
 * static final Setting<Duration> LIFETIME =
 *     Setting.duration("session.lifetime").byDefault("P3D").doc("How long a kept session lasts.");
 *
 * Duration lifetime = configuration.get(LIFETIME);
 * }</pre>
 *
 * <p>A setting is immutable and known by its name; every method here answers a new one.
 */
public final class Setting<T> {
  /** Says what is wrong with a value in this profile, as the rest of a sentence, or nothing. */
  @FunctionalInterface
  public interface Check<T> {
    Optional<String> complaint(T value, Profile profile);
  }

  /** Like {@link Check}, where other settings matter too; asked once all of them are read. */
  @FunctionalInterface
  public interface Rule<T> {
    Optional<String> complaint(T value, Configuration configuration);
  }

  private final String name;
  private final String expected;
  private final Function<String, T> parser;
  private final @Nullable String defaultText;
  private final String doc;
  private final boolean secret;
  private final Set<Profile> requiredIn;
  private final Rule<T> rule;

  private Setting(
      String name,
      String expected,
      Function<String, T> parser,
      @Nullable String defaultText,
      String doc,
      boolean secret,
      Set<Profile> requiredIn,
      Rule<T> rule) {
    this.name = name;
    this.expected = expected;
    this.parser = parser;
    this.defaultText = defaultText;
    this.doc = doc;
    this.secret = secret;
    this.requiredIn = requiredIn;
    this.rule = rule;
  }

  private static <T> Setting<T> of(String name, String expected, Function<String, T> parser) {
    if (!name.matches("[a-z][a-z0-9]*(\\.[a-z][a-z0-9]*)*")) {
      throw new IllegalArgumentException(
          "A setting cannot be called \"%s\". Use lower-case words joined by dots, such as \"session.lifetime\"."
              .formatted(name));
    }
    return new Setting<>(
        name, expected, parser, null, "", false, Set.of(), (value, all) -> Optional.empty());
  }

  /** Any text. */
  public static Setting<String> text(String name) {
    return of(name, "text", Function.identity());
  }

  /** Text that is never shown. */
  public static Setting<String> secret(String name) {
    return text(name).kept();
  }

  /** An ISO 8601 duration, such as {@code P3D} or {@code PT90S}. */
  public static Setting<Duration> duration(String name) {
    return of(name, "a duration such as P3D (three days) or PT12H (twelve hours)", Duration::parse);
  }

  /** A whole number. */
  public static Setting<Integer> integer(String name) {
    return of(name, "a whole number such as 25", Integer::valueOf);
  }

  /** {@code true} or {@code false}. */
  public static Setting<Boolean> flag(String name) {
    return of(
        name,
        "true or false",
        text ->
            switch (text) {
              case "true" -> true;
              case "false" -> false;
              default -> throw new IllegalArgumentException(text);
            });
  }

  /** An absolute http or https address, in the form that browsers use. */
  public static Setting<URI> uri(String name) {
    return of(name, "an address such as https://example.org", WebAddress::normalised);
  }

  /** Texts separated by commas. */
  public static Setting<List<String>> list(String name) {
    return of(
        name,
        "a list such as one,two",
        text -> Stream.of(text.split(",")).map(String::strip).filter(s -> !s.isEmpty()).toList());
  }

  /** The value where no source gives one, written as in a file. */
  public Setting<T> byDefault(String text) {
    if (parse(text).isEmpty()) {
      throw new IllegalArgumentException(
          "The default \"%s\" of %s is not %s.".formatted(text, name, expected));
    }
    return new Setting<>(name, expected, parser, text, doc, secret, requiredIn, rule);
  }

  /** One or two sentences for the person who sets it. */
  public Setting<T> doc(String sentence) {
    return new Setting<>(name, expected, parser, defaultText, sentence, secret, requiredIn, rule);
  }

  /** Never shown, in any message or listing. */
  public Setting<T> kept() {
    return new Setting<>(name, expected, parser, defaultText, doc, true, requiredIn, rule);
  }

  /** Must be given in these profiles: there the default does not count. */
  public Setting<T> requiredIn(Profile first, Profile... others) {
    return new Setting<>(
        name, expected, parser, defaultText, doc, secret, EnumSet.of(first, others), rule);
  }

  /** A rule beyond the type. */
  public Setting<T> checked(Check<T> check) {
    return checkedWith((value, configuration) -> check.complaint(value, configuration.profile()));
  }

  /** A rule that looks at other settings as well. */
  public Setting<T> checkedWith(Rule<T> beyond) {
    return new Setting<>(name, expected, parser, defaultText, doc, secret, requiredIn, beyond);
  }

  public String name() {
    return name;
  }

  public String doc() {
    return doc;
  }

  public boolean isSecret() {
    return secret;
  }

  public boolean isRequiredIn(Profile profile) {
    return requiredIn.contains(profile);
  }

  /** The environment variable that sets it: {@code DB_URL} for {@code db.url}. */
  public String variable() {
    return Sources.variable(name);
  }

  public Optional<String> defaultText() {
    return Optional.ofNullable(defaultText);
  }

  String expected() {
    return expected;
  }

  /** Empty where the text is not of this type. */
  Optional<T> parse(String text) {
    try {
      return Optional.of(parser.apply(text));
    } catch (IllegalArgumentException | DateTimeException e) {
      return Optional.empty();
    }
  }

  Optional<String> complaint(T value, Configuration configuration) {
    return rule.complaint(value, configuration);
  }

  @Override
  public String toString() {
    return name;
  }
}
