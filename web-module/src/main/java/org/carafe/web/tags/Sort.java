package org.carafe.web.tags;

import jakarta.faces.component.FacesComponent;
import java.io.IOException;

/** {@code <c:sort text="Last seen" url="…" direction="descending"/>}: a column head to sort by. */
@FacesComponent("carafe.Sort")
public final class Sort extends Tag {

  @Override
  void write(Html html, Attributes attributes) throws IOException {
    String direction = attributes.text("direction");
    html.start("th").attribute("scope", "col").attribute("aria-sort", direction);
    html.attribute("class", attributes.text("styleClass"));
    html.start("a").attribute("href", attributes.required("url"));
    html.text(attributes.required("text"));
    if (direction != null) {
      html.icon(direction.equals("ascending") ? "arrow-up" : "arrow-down");
    }
    html.end("a").end("th");
  }
}
