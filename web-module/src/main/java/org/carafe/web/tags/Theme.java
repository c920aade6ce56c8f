package org.carafe.web.tags;

import jakarta.faces.component.FacesComponent;
import java.io.IOException;

/** {@code <c:theme action="…" value="#{app.theme}" next="#{app.url}"/>}: the footer's switch. */
@FacesComponent("carafe.Theme")
public final class Theme extends Tag {

  @Override
  void write(Html html, Attributes attributes) throws IOException {
    String chosen = attributes.text("value", "auto");
    html.start("form", "c-segment").attribute("method", "post");
    html.attribute("action", attributes.required("action")).attribute("data-theme-form", "");
    html.attribute("aria-label", html.message("web.theme"));
    html.start("input").attribute("type", "hidden").attribute("name", "next");
    html.attribute("value", attributes.text("next")).end("input");
    button(html, "auto", "monitor", chosen);
    button(html, "light", "sun", chosen);
    button(html, "dark", "moon", chosen);
    html.end("form");
  }

  private static void button(Html html, String theme, String icon, String chosen)
      throws IOException {
    html.start("button").attribute("type", "submit").attribute("name", "theme");
    html.attribute("value", theme);
    html.attribute("aria-pressed", String.valueOf(theme.equals(chosen)));
    html.icon(icon).element("span", null, html.message("web.theme." + theme)).end("button");
  }
}
