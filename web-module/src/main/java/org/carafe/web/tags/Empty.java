package org.carafe.web.tags;

import jakarta.faces.component.FacesComponent;
import java.io.IOException;

/** {@code <c:empty title="No tokens yet" text="…">button</c:empty>}: a list with nothing in it. */
@FacesComponent("carafe.Empty")
public final class Empty extends Tag {

  @Override
  void write(Html html, Attributes attributes) throws IOException {
    html.start("div", "c-empty").markup(Shapes.drawing(attributes.text("drawing", "empty")));
    html.element(attributes.text("heading", "h3"), "h3", attributes.required("title"));
    html.element("p", null, attributes.text("text"));
    if (getChildCount() > 0) {
      html.start("div", "c-actions").children(this).end("div");
    }
    html.end("div");
  }
}
