package org.carafe.web.tags;

import jakarta.faces.component.UIComponentBase;
import jakarta.faces.context.FacesContext;
import java.io.IOException;

/**
 * A component that writes itself, and its children where it wants them.
 *
 * <p>Components rather than tag files, because a tag file's attributes are also seen by the tags
 * inside it, and because its conditions are decided before a {@code ui:repeat} has a row.
 */
abstract class Tag extends UIComponentBase {

  abstract void write(Html html, Attributes attributes) throws IOException;

  @Override
  public String getFamily() {
    return "carafe";
  }

  @Override
  public void encodeAll(FacesContext context) throws IOException {
    if (isRendered()) {
      write(new Html(context), new Attributes(this));
    }
  }
}
