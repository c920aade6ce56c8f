package org.carafe.web.tags;

import jakarta.faces.component.FacesComponent;
import jakarta.faces.component.html.HtmlForm;
import jakarta.faces.context.FacesContext;
import java.io.IOException;

/**
 * {@code <c:form id="signin">}: a form whose ids stay as written, checked by the server and not by
 * the browser, so that all errors look and read alike. {@code live="emails"} names the part of the
 * page that it updates in place.
 */
@FacesComponent("carafe.Form")
public final class Form extends HtmlForm {

  /** Never: what is written is what is posted. */
  @Override
  public boolean isPrependId() {
    return false;
  }

  @Override
  public void encodeBegin(FacesContext context) throws IOException {
    getPassThroughAttributes().put("novalidate", "novalidate");
    String part = new Attributes(this).text("live");
    if (part != null) {
      getPassThroughAttributes().put("data-live", part);
    }
    super.encodeBegin(context);
  }
}
