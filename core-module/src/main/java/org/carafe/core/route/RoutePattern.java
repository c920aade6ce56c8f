package org.carafe.core.route;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A URL with dynamic parts.
 *
 * <pre>{@code
 * var pattern = RoutePattern.of("/u/{name}/notes/{id:long}");
 * pattern.match("/u/ada/notes/7");                   // {name=ada, id=7}
 * pattern.url(Map.of("name", "ada", "id", "7"));     // /u/ada/notes/7
 * }</pre>
 *
 * Parts are {@code text} (the default: one segment), {@code long} (digits), {@code uuid} and {@code
 * path} (everything that is left). Paths are matched decoded.
 */
public final class RoutePattern {
  private static final Pattern PART = Pattern.compile("\\{([a-zA-Z][a-zA-Z0-9]*)(?::([a-z]+))?}");
  private static final Map<String, String> TYPES =
      Map.of(
          "text", "[^/]+",
          "long", "[0-9]{1,18}",
          "uuid", "[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}",
          "path", ".+");

  private final String source;
  private final Pattern regex;
  private final Map<String, Pattern> parts;
  private final String shape;

  private RoutePattern(String source, Pattern regex, Map<String, Pattern> parts, String shape) {
    this.source = source;
    this.regex = regex;
    this.parts = parts;
    this.shape = shape;
  }

  /**
   * Reads a pattern.
   *
   * @throws IllegalArgumentException when it does not start with a slash, ends with one, repeats a
   *     part or names an unknown type
   */
  public static RoutePattern of(String source) {
    if (!source.startsWith("/") || (source.length() > 1 && source.endsWith("/"))) {
      throw new IllegalArgumentException(
          "The URL “" + source + "” must start with a slash and not end with one.");
    }
    var parts = new LinkedHashMap<String, Pattern>();
    var regex = new StringBuilder();
    var shape = new StringBuilder();
    Matcher matcher = PART.matcher(source);
    int end = 0;
    while (matcher.find()) {
      literal(source.substring(end, matcher.start()), source, regex, shape);
      String type = Optional.ofNullable(matcher.group(2)).orElse("text");
      String expression = TYPES.get(type);
      if (expression == null) {
        throw new IllegalArgumentException(
            "The URL “"
                + source
                + "” has a part of the unknown type “"
                + type
                + "”; the types are "
                + TYPES.keySet().stream().sorted().collect(Collectors.joining(", "))
                + ".");
      }
      if (parts.put(matcher.group(1), Pattern.compile(expression)) != null) {
        throw new IllegalArgumentException(
            "The URL “" + source + "” names the part “" + matcher.group(1) + "” twice.");
      }
      regex.append('(').append(expression).append(')');
      shape.append('{').append(type).append('}');
      end = matcher.end();
    }
    literal(source.substring(end), source, regex, shape);
    return new RoutePattern(
        source, Pattern.compile(regex.toString(), Pattern.DOTALL), parts, shape.toString());
  }

  private static void literal(
      String text, String source, StringBuilder regex, StringBuilder shape) {
    if (text.indexOf('{') >= 0 || text.indexOf('}') >= 0) {
      throw new IllegalArgumentException(
          "The URL “" + source + "” has a part that is not written {name} or {name:type}.");
    }
    regex.append(Pattern.quote(text));
    shape.append(text);
  }

  /** The values of the parts, in their order, when the decoded path matches. */
  public Optional<Map<String, String>> match(String path) {
    Matcher matcher = regex.matcher(path);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    var values = new LinkedHashMap<String, String>();
    int group = 1;
    for (String name : parts.keySet()) {
      values.put(name, matcher.group(group++));
    }
    return Optional.of(values);
  }

  /**
   * The path with its parts filled in and encoded.
   *
   * @throws IllegalArgumentException when a part is missing or does not fit its type
   */
  public String url(Map<String, String> values) {
    Matcher matcher = PART.matcher(source);
    var url = new StringBuilder();
    int from = 0;
    while (matcher.find()) {
      url.append(source, from, matcher.start());
      url.append(encoded(matcher.group(1), values));
      from = matcher.end();
    }
    return url.append(source.substring(from)).toString();
  }

  private String encoded(String part, Map<String, String> values) {
    String value = values.get(part);
    Pattern type = parts.get(part);
    if (value == null || type == null) {
      throw new IllegalArgumentException(
          "“" + source + "” needs the part “" + part + "”; it was given " + values.keySet() + ".");
    }
    if (!type.matcher(value).matches()) {
      throw new IllegalArgumentException(
          "“" + value + "” does not fit the part “" + part + "” of “" + source + "”.");
    }
    var segments = new ArrayList<String>();
    for (String segment : value.split("/", -1)) {
      segments.add(URLEncoder.encode(segment, StandardCharsets.UTF_8).replace("+", "%20"));
    }
    return String.join("/", segments);
  }

  /** The names of the parts, in their order. */
  public List<String> parts() {
    return List.copyOf(parts.keySet());
  }

  /** Whether there is nothing dynamic in it. */
  public boolean isLiteral() {
    return parts.isEmpty();
  }

  /** The pattern without the names of its parts: two routes of one shape would hide each other. */
  public String shape() {
    return shape;
  }

  /** How specific it is: the more literal text in front and in all, the earlier it is tried. */
  int weight() {
    int literal = shape.replaceAll("\\{[a-z]+}", "").length();
    int leading = shape.indexOf('{') < 0 ? shape.length() : shape.indexOf('{');
    int greedy = shape.contains("{path}") ? 1 : 0;
    int typed = shape.contains("{long}") || shape.contains("{uuid}") ? 1 : 0;
    return (1 - greedy) * 1_000_000 + leading * 1000 + literal * 2 + typed;
  }

  @Override
  public String toString() {
    return source;
  }
}
