package org.carafe.core.rest;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.carafe.core.Blueprint;

/**
 * Puts the document that {@code /openapi} serves together at build time: each module describes its
 * resources in an {@code openapi.yaml} beside its blueprint, with the sections {@code tags}, {@code
 * paths} and {@code components}; web's also holds what stands in front. It joins lines, and knows
 * no more of YAML than that sections begin at the margin.
 */
public final class OpenApiDocument {
  private static final Pattern SECTION = Pattern.compile("(\\w+):.*");
  private static final Pattern PART = Pattern.compile(" {2}(\\w+):\\s*");

  private final StringBuilder head = new StringBuilder();
  private final Map<String, StringBuilder> sections = new LinkedHashMap<>();
  private final Map<String, StringBuilder> components = new LinkedHashMap<>();

  private OpenApiDocument() {
    sections.put("tags", new StringBuilder());
    sections.put("paths", new StringBuilder());
  }

  /** The document of these modules. */
  public static String of(Collection<Blueprint> blueprints) throws IOException {
    var document = new OpenApiDocument();
    for (Blueprint blueprint : blueprints) {
      try (InputStream fragment = blueprint.getClass().getResourceAsStream("openapi.yaml")) {
        if (fragment != null) {
          document.add(new String(fragment.readAllBytes(), StandardCharsets.UTF_8));
        }
      }
    }
    return document.text();
  }

  /** The fragments as one document. */
  static String join(String... fragments) {
    var document = new OpenApiDocument();
    for (String fragment : fragments) {
      document.add(fragment);
    }
    return document.text();
  }

  private void add(String fragment) {
    StringBuilder into = head;
    boolean inComponents = false;
    for (String line : fragment.lines().toList()) {
      Matcher section = SECTION.matcher(line);
      Matcher part = PART.matcher(line);
      if (section.matches()) {
        String name = section.group(1);
        inComponents = name.equals("components");
        into = sections.getOrDefault(name, head);
        if (into == head && !inComponents) {
          head.append(line).append('\n');
        }
      } else if (inComponents && part.matches()) {
        into = components.computeIfAbsent(part.group(1), name -> new StringBuilder());
      } else {
        into.append(line).append('\n');
      }
    }
  }

  private String text() {
    var text = new StringBuilder(head);
    sections.forEach(
        (name, lines) -> {
          if (!lines.isEmpty()) {
            text.append(name).append(":\n").append(lines);
          } else if (name.equals("paths")) {
            text.append("paths: {}\n");
          }
        });
    text.append(components.isEmpty() ? "" : "components:\n");
    components.forEach((name, lines) -> text.append("  " + name + ":\n").append(lines));
    return text.toString();
  }
}
