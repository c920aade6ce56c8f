package org.carafe.web.tags;

import jakarta.faces.component.FacesComponent;
import java.io.IOException;

/** {@code <c:drawing name="corked"/>}: the carafe in one of its states. */
@FacesComponent("carafe.Drawing")
public final class Drawing extends Tag {

  @Override
  void write(Html html, Attributes attributes) throws IOException {
    html.markup(Shapes.drawing(attributes.required("name")));
  }
}
