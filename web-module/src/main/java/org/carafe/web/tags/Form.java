package org.carafe.web.tags;

import jakarta.faces.component.FacesComponent;
import jakarta.faces.component.UIForm;
import jakarta.faces.context.FacesContext;
import jakarta.faces.render.ResponseStateManager;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * {@code <c:form id="signin">}: a form whose ids stay as written, checked by the server and not by
 * the browser, so that all errors look and read alike. {@code live="emails"} names the part of the
 * page that it updates in place.
 */
@FacesComponent("carafe.Form")
public final class Form extends UIForm {

  /** None: the form reads and writes itself. */
  @Override
  public @Nullable String getRendererType() {
    return null;
  }

  /** Never: what is written is what is posted. */
  @Override
  public boolean isPrependId() {
    return false;
  }

  @Override
  public void decode(FacesContext context) {
    setSubmitted(
        context.getExternalContext().getRequestParameterMap().containsKey(getClientId(context)));
  }

  @Override
  public void encodeAll(FacesContext context) throws IOException {
    if (isRendered()) {
      write(new Html(context), new Attributes(this));
    }
  }

  private void write(Html html, Attributes attributes) throws IOException {
    String id = getClientId(html.context());
    html.start("form").attribute("id", id).attribute("method", "post");
    html.attribute("action", action(html.context()));
    html.attribute("enctype", attributes.text("enctype"));
    html.attribute("class", attributes.text("styleClass"));
    html.attribute("novalidate", true).attribute("data-live", attributes.text("live"));
    hidden(html, id, id);
    html.children(this);
    hidden(html, ResponseStateManager.VIEW_STATE_PARAM, "stateless");
    html.end("form");
  }

  private static String action(FacesContext context) {
    String view = context.getViewRoot().getViewId();
    return context.getApplication().getViewHandler().getActionURL(context, view);
  }

  private static void hidden(Html html, String name, String value) throws IOException {
    html.start("input").attribute("type", "hidden").attribute("name", name);
    html.attribute("value", value).end("input");
  }
}
