package org.carafe.web.tags;

import jakarta.faces.component.FacesComponent;
import java.io.IOException;

/**
 * {@code <c:table caption="People">thead, tbody</c:table>}: rows turn into cards where it is
 * narrow.
 */
@FacesComponent("carafe.Table")
public final class Table extends Tag {

  @Override
  void write(Html html, Attributes attributes) throws IOException {
    html.start("div", "c-tablewrap").start("table", "table c-table");
    html.attribute("id", attributes.text("name"));
    html.element("caption", "visually-hidden", attributes.required("caption"));
    html.children(this).end("table").end("div");
  }
}
