package org.carafe.web.tags;

import jakarta.el.ELContext;
import jakarta.faces.component.FacesComponent;
import java.io.IOException;

/**
 * The layout's place for what the last request had to say; always there, so that it is read out.
 */
@FacesComponent("carafe.Flashes")
public final class Flashes extends Tag {

  @Override
  void write(Html html, Attributes attributes) throws IOException {
    html.start("div", "c-flashes").attribute("role", "status");
    if (attributes.value("value") instanceof Iterable<?> flashes) {
      for (Object flash : flashes) {
        Alert.begin(html, property(html, flash, "category"));
        Alert.sentence(html, null, property(html, flash, "text"));
        Alert.endDismissible(html);
      }
    }
    html.end("div");
  }

  private static String property(Html html, Object flash, String name) {
    ELContext el = html.context().getELContext();
    return String.valueOf(el.getELResolver().getValue(el, flash, name));
  }
}
