package org.carafe.web.tags;

import jakarta.faces.component.FacesComponent;
import java.io.IOException;

/** {@code <c:icon name="mail"/>}: a Lucide icon, inline; nothing without a name. */
@FacesComponent("carafe.Icon")
public final class Icon extends Tag {

  @Override
  void write(Html html, Attributes attributes) throws IOException {
    String name = attributes.text("name");
    if (name != null) {
      String flip = attributes.flag("flip") ? " icon-flip" : "";
      String more = attributes.text("styleClass", "");
      html.markup(Shapes.icon(name, ("icon" + flip + " " + more).strip()));
    }
  }
}
