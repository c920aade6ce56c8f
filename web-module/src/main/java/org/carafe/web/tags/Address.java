package org.carafe.web.tags;

import jakarta.faces.component.FacesComponent;
import java.io.IOException;

/** {@code <c:address value="#{email.address}"/>}: an e-mail address that may break after the @. */
@FacesComponent("carafe.Address")
public final class Address extends Tag {

  @Override
  void write(Html html, Attributes attributes) throws IOException {
    write(html, attributes.text("value", ""));
  }

  static void write(Html html, String address) throws IOException {
    int domain = address.lastIndexOf('@') + 1;
    html.start("bdi").text(address.substring(0, domain));
    html.markup(domain > 0 ? "<wbr>" : "").text(address.substring(domain)).end("bdi");
  }
}
