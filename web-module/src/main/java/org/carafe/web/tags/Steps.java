package org.carafe.web.tags;

import jakarta.faces.component.FacesComponent;
import java.io.IOException;

/** {@code <c:steps>}: an ordered list of {@code <c:step>}s, how far something has come. */
@FacesComponent("carafe.Steps")
public final class Steps extends Tag {

  @Override
  void write(Html html, Attributes attributes) throws IOException {
    html.start("ol", "c-steps").children(this).end("ol");
  }
}
