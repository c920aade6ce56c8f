package org.carafe.web.tags;

import jakarta.faces.component.FacesComponent;
import java.io.IOException;

/**
 * {@code <c:row icon="mail" title="…" text="…">buttons</c:row>}, in {@code <ul class="c-rows">}:
 * what it is, what is known about it, what you can do.
 */
@FacesComponent("carafe.Row")
public final class Row extends Tag {

  @Override
  void write(Html html, Attributes attributes) throws IOException {
    html.start("li", "c-row").icon(attributes.text("icon"));
    html.start("div", "c-row-text").start("div", "c-row-title");
    html.element("bdi", null, attributes.text("title")).facet(this, "title");
    Badge.write(html, attributes.text("badge"), attributes.text("badgeKind", ""));
    html.facet(this, "badges").end("div");
    html.element("p", null, attributes.text("text")).facet("p", this, "text").end("div");
    if (getChildCount() > 0) {
      html.start("div", "c-actions").children(this).end("div");
    }
    html.end("li");
  }
}
