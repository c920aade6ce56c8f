package org.carafe.web.tags;

import jakarta.faces.component.FacesComponent;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * {@code <c:avatar name="#{person.name}"/>}: a person's initials, in a colour that stays theirs.
 */
@FacesComponent("carafe.Avatar")
public final class Avatar extends Tag {
  private static final int COLOURS = 5;
  private static final Pattern BETWEEN_WORDS = Pattern.compile("[^\\p{L}\\p{N}]+");

  @Override
  void write(Html html, Attributes attributes) throws IOException {
    write(html, attributes.required("name"), attributes.flag("large"));
  }

  static void write(Html html, String name, boolean large) throws IOException {
    html.start("span", "c-avatar" + colour(name) + (large ? " c-avatar-lg" : ""))
        .attribute("aria-hidden", "true")
        .text(initials(name))
        .end("span");
  }

  /** The first letters of the first and of the last word. */
  static String initials(String name) {
    List<String> words = BETWEEN_WORDS.splitAsStream(name).filter(word -> !word.isEmpty()).toList();
    return switch (words.size()) {
      case 0 -> "?";
      case 1 -> first(words.get(0));
      default -> first(words.get(0)) + first(words.get(words.size() - 1));
    };
  }

  private static String first(String word) {
    return new String(Character.toChars(word.codePointAt(0))).toUpperCase(Locale.ROOT);
  }

  private static String colour(String name) {
    int colour = Math.floorMod(name.hashCode(), COLOURS) + 1;
    return colour == 1 ? "" : " c-avatar-" + colour;
  }
}
