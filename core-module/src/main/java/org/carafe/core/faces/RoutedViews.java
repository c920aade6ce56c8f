package org.carafe.core.faces;

import jakarta.faces.application.ViewHandler;
import jakarta.faces.application.ViewHandlerWrapper;
import jakarta.faces.component.UIViewRoot;
import jakarta.faces.context.FacesContext;
import jakarta.faces.view.ViewDeclarationLanguage;
import jakarta.faces.view.ViewDeclarationLanguageWrapper;
import jakarta.faces.view.ViewMetadata;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Locale;
import org.carafe.core.HttpError;
import org.carafe.core.web.Exchange;
import org.carafe.core.web.FacesGuard;
import org.jspecify.annotations.Nullable;

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

  /** No view has metadata (parameters come with the route), so none is built to look for it. */
  @Override
  public ViewDeclarationLanguage getViewDeclarationLanguage(FacesContext context, String viewId) {
    return new ViewDeclarationLanguageWrapper(super.getViewDeclarationLanguage(context, viewId)) {
      @Override
      public @Nullable ViewMetadata getViewMetadata(FacesContext context, String viewId) {
        return null;
      }
    };
  }

  @Override
  public Locale calculateLocale(FacesContext context) {
    return Exchange.current().map(Exchange::locale).orElseGet(() -> super.calculateLocale(context));
  }

  /** Before Faces acts on anything. */
  @Override
  public void initView(FacesContext context) {
    super.initView(context);
    var request = (HttpServletRequest) context.getExternalContext().getRequest();
    if (FacesGuard.isForged(request.getParameterMap())) {
      throw HttpError.badRequest("The form was not made by this site.");
    }
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
