package org.carafe.web.tags;

import jakarta.faces.component.FacesComponent;
import java.io.IOException;

/** {@code <c:pagehead title="Your account" lead="…">buttons</c:pagehead>}: what the page is. */
@FacesComponent("carafe.PageHead")
public final class PageHead extends Tag {

  @Override
  void write(Html html, Attributes attributes) throws IOException {
    html.start("div", "c-pagehead").start("div");
    html.element("h1", null, attributes.required("title"));
    html.element("p", null, attributes.text("lead")).facet("p", this, "lead").end("div");
    if (getChildCount() > 0) {
      html.start("div", "c-actions").children(this).end("div");
    }
    html.end("div");
  }
}
