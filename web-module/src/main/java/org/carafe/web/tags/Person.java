package org.carafe.web.tags;

import jakarta.faces.component.FacesComponent;
import java.io.IOException;

/** {@code <c:person name="…" address="…" url="…"/>}: avatar, name and e-mail address. */
@FacesComponent("carafe.Person")
public final class Person extends Tag {

  @Override
  void write(Html html, Attributes attributes) throws IOException {
    String name = attributes.required("name");
    String url = attributes.text("url");
    String address = attributes.text("address");
    html.start("div", "c-person");
    Avatar.write(html, name, false);
    html.start("div");
    if (url == null) {
      html.element("bdi", null, name);
    } else {
      html.start("a").attribute("href", url).element("bdi", null, name).end("a");
    }
    if (address != null) {
      html.start("span");
      Address.write(html, address);
      html.end("span");
    }
    html.end("div").end("div");
  }
}
