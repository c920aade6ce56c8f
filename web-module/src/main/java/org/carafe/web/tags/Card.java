package org.carafe.web.tags;

import jakarta.faces.component.FacesComponent;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** {@code <c:card id="emails" title="…" text="…">…</c:card>}: a part of a page, with a heading. */
@FacesComponent("carafe.Card")
public final class Card extends Tag {

  @Override
  void write(Html html, Attributes attributes) throws IOException {
    String id = getClientId(html.context());
    String title = attributes.text("title");
    html.start("section", ("card " + attributes.text("styleClass", "")).strip());
    html.attribute("id", id).attribute("aria-labelledby", title == null ? null : id + "-t");
    html.attribute("aria-label", attributes.text("label"));
    html.attribute("data-live", attributes.flag("live") ? id : null);
    if (title != null) {
      head(html, id, title, attributes.text("text"));
    }
    html.children(this).end("section");
  }

  private void head(Html html, String id, String title, @Nullable String text) throws IOException {
    html.start("div", "card-header").start("div");
    html.start("h2").attribute("id", id + "-t").text(title).end("h2");
    html.element("p", null, text).end("div").facet(this, "action").end("div");
  }
}
