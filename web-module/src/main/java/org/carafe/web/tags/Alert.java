package org.carafe.web.tags;

import jakarta.faces.component.FacesComponent;
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code <c:alert kind="warning" title="…" text="…"/>}: a message that belongs to the page. */
@FacesComponent("carafe.Alert")
public final class Alert extends Tag {
  private static final Kinds ICONS =
      new Kinds(
          "message",
          Map.of(
              "success", "circle-check",
              "info", "info",
              "warning", "triangle-alert",
              "danger", "circle-alert"));

  @Override
  void write(Html html, Attributes attributes) throws IOException {
    begin(html, attributes.text("kind", "info"));
    sentence(html, attributes.text("title"), attributes.text("text"));
    html.children(this);
    end(html);
  }

  /** Opens an alert and says its kind to those who do not see the colour; its text follows. */
  static void begin(Html html, String kind) throws IOException {
    String icon = ICONS.meaning(kind);
    html.start("div", "alert alert-" + kind).icon(icon).start("div");
    html.hidden(html.message("web.alert." + kind) + " ");
  }

  /** Writes a paragraph: a bold first sentence, and the rest. */
  static void sentence(Html html, @Nullable String title, @Nullable String text)
      throws IOException {
    if (title != null || text != null) {
      html.start("p").element("strong", null, title);
      html.text(title == null || text == null ? "" : " ").text(text).end("p");
    }
  }

  /** Closes the alert. */
  static void end(Html html) throws IOException {
    html.end("div").end("div");
  }

  /** Closes the alert with a button that takes it away, which script shows. */
  static void endDismissible(Html html) throws IOException {
    html.end("div");
    html.start("button", "c-iconbtn").attribute("type", "button");
    html.attribute("data-dismiss", "").attribute("hidden", true);
    html.hidden(html.message("web.alert.dismiss")).icon("x").end("button");
    html.end("div");
  }
}
