package org.carafe.core.faces;

import jakarta.faces.application.ViewHandler;
import jakarta.faces.application.ViewHandlerWrapper;
import jakarta.faces.component.UIViewRoot;
import jakarta.faces.context.FacesContext;
import jakarta.faces.render.ResponseStateManager;
import java.io.IOException;
import java.util.Locale;
import org.carafe.core.HttpError;
import org.carafe.core.web.Exchange;

/**
 * Makes Faces follow the routes: forms post to the URL the visitor sees, a page that refuses its
 * input answers 422, the language is the visitor's, and only a stateless view is restored.
 */
public class RoutedViews extends ViewHandlerWrapper {

  /** Called by Faces. */
  public RoutedViews(ViewHandler wrapped) {
    super(wrapped);
  }

  @Override
  public String getActionURL(FacesContext context, String viewId) {
    return Exchange.current()
        .filter(exchange -> exchange.route().isPresent())
        .map(Exchange::url)
        .orElseGet(() -> super.getActionURL(context, viewId));
  }

  @Override
  public Locale calculateLocale(FacesContext context) {
    return Exchange.current().map(Exchange::locale).orElseGet(() -> super.calculateLocale(context));
  }

  @Override
  public UIViewRoot restoreView(FacesContext context, String viewId) {
    String state =
        context
            .getExternalContext()
            .getRequestParameterMap()
            .get(ResponseStateManager.VIEW_STATE_PARAM);
    if (state != null && !state.equals("stateless")) {
      throw HttpError.badRequest("The form was not made by this site.");
    }
    return super.restoreView(context, viewId);
  }

  @Override
  public void renderView(FacesContext context, UIViewRoot view) throws IOException {
    boolean refused = context.isValidationFailed() || context.getMessages().hasNext();
    if (context.isPostback() && refused) {
      context.getExternalContext().setResponseStatus(422);
    }
    super.renderView(context, view);
  }
}
