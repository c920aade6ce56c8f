package org.carafe.web.tags;

import jakarta.faces.component.FacesComponent;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code <c:links facebook="#{app.FB_URL}" …/>}: the footer's links, those that are configured. */
@FacesComponent("carafe.Links")
public final class Links extends Tag {

  @Override
  void write(Html html, Attributes attributes) throws IOException {
    Map<String, String> links = new LinkedHashMap<>();
    put(links, "web.footer.facebook", attributes.text("facebook"));
    put(links, "web.footer.x", attributes.text("x"));
    put(links, "web.footer.github", attributes.text("github"));
    if (links.isEmpty()) {
      return;
    }
    html.start("ul");
    for (Map.Entry<String, String> link : links.entrySet()) {
      html.start("li").start("a").attribute("href", link.getValue());
      html.text(html.message(link.getKey())).end("a").end("li");
    }
    html.end("ul");
  }

  private static void put(Map<String, String> links, String key, @Nullable String url) {
    if (url != null) {
      links.put(key, url);
    }
  }
}
