package org.carafe.web.tags;

import jakarta.faces.component.FacesComponent;
import java.io.IOException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * {@code <c:pager text="50 of 120" next="…" last="…"/>}: the line below a list, with links where
 * there is another page.
 */
@FacesComponent("carafe.Pager")
public final class Pager extends Tag {

  @Override
  void write(Html html, Attributes attributes) throws IOException {
    html.start("nav", "c-pager").attribute("aria-label", html.message("web.pager"));
    html.element("span", null, attributes.required("text"));
    if (Stream.of("first", "previous", "next", "last")
        .anyMatch(to -> attributes.text(to) != null)) {
      links(html, attributes);
    }
    html.end("nav");
  }

  private static void links(Html html, Attributes attributes) throws IOException {
    html.start("ul", "pagination");
    link(html, "web.pager.first", attributes.text("first"), null);
    link(html, "web.pager.previous", attributes.text("previous"), "prev");
    link(html, "web.pager.next", attributes.text("next"), "next");
    link(html, "web.pager.last", attributes.text("last"), null);
    html.end("ul");
  }

  private static void link(Html html, String key, @Nullable String url, @Nullable String rel)
      throws IOException {
    String text = html.message(key);
    if (url == null) {
      html.start("li", "page-item disabled").element("span", "page-link", text).end("li");
    } else {
      html.start("li", "page-item").start("a", "page-link").attribute("href", url);
      html.attribute("rel", rel).text(text).end("a").end("li");
    }
  }
}
