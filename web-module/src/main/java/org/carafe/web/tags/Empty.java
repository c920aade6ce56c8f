package org.carafe.web.tags;

import jakarta.faces.component.FacesComponent;
import jakarta.faces.component.UIComponent;
import java.io.IOException;

/**
 * {@code <c:empty title="No tokens yet" text="…">button</c:empty>}: a list with nothing in it. Its
 * heading is one below that of the card around it.
 */
@FacesComponent("carafe.Empty")
public final class Empty extends Tag {

  @Override
  void write(Html html, Attributes attributes) throws IOException {
    html.start("div", "c-empty").markup(Shapes.drawing(attributes.text("drawing", "empty")));
    String heading = attributes.text("heading", hasTitledCard() ? "h3" : "h2");
    html.element(heading, "h3", attributes.required("title"));
    html.element("p", null, attributes.text("text"));
    if (getChildCount() > 0) {
      html.start("div", "c-actions").children(this).end("div");
    }
    html.end("div");
  }

  private boolean hasTitledCard() {
    for (UIComponent around = getParent(); around != null; around = around.getParent()) {
      if (around instanceof Card) {
        return new Attributes(around).text("title") != null;
      }
    }
    return false;
  }
}
