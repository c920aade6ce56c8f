package org.carafe.web.tags;

import jakarta.faces.component.FacesComponent;
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code <c:badge text="Primary" kind="note"/>}: a label. */
@FacesComponent("carafe.Badge")
public final class Badge extends Tag {
  private static final Kinds KINDS =
      new Kinds(
          "badge",
          Map.of(
              "", "badge",
              "good", "badge badge-good",
              "note", "badge badge-note",
              "warn", "badge badge-warn",
              "bad", "badge badge-bad"));

  @Override
  void write(Html html, Attributes attributes) throws IOException {
    write(html, attributes.text("text"), attributes.text("kind", ""));
  }

  static void write(Html html, @Nullable String text, String kind) throws IOException {
    html.element("span", KINDS.meaning(kind), text);
  }
}
