package org.carafe.web.tags;

import jakarta.el.ELContext;
import jakarta.faces.component.FacesComponent;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** {@code <c:navigation value="#{app.navigation('main')}"/>}: the links of a menu. */
@FacesComponent("carafe.Navigation")
public final class Navigation extends Tag {

  @Override
  void write(Html html, Attributes attributes) throws IOException {
    if (attributes.value("value") instanceof Iterable<?> entries) {
      for (Object entry : entries) {
        link(html, entry, attributes.flag("icons"));
      }
    }
  }

  private static void link(Html html, Object entry, boolean icons) throws IOException {
    boolean current = "true".equals(property(html, entry, "current"));
    html.start("a").attribute("href", property(html, entry, "url"));
    html.attribute("aria-current", current ? "page" : null);
    String icon = icons ? property(html, entry, "icon") : null;
    html.icon(icon == null || icon.isEmpty() ? null : icon);
    html.text(property(html, entry, "label")).end("a");
  }

  private static @Nullable String property(Html html, Object entry, String name) {
    ELContext el = html.context().getELContext();
    Object value = el.getELResolver().getValue(el, entry, name);
    return value == null ? null : value.toString();
  }
}
