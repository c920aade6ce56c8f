package org.carafe.dev.boundary;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.carafe.core.Handler;
import org.carafe.core.PathValue;
import org.carafe.core.QueryValue;

/** The HTML of a template for the frame on its page, light or dark as asked for. */
@RequestScoped
public class PreviewHtml implements Handler {

  @Inject
  @PathValue("template")
  String template;

  @Inject
  @QueryValue("lang")
  String language;

  @Inject
  @QueryValue("theme")
  String theme;

  @SuppressWarnings("NullAway.Init") // injected
  public PreviewHtml() {}

  @Override
  public void handle(HttpServletRequest request, HttpServletResponse response) throws IOException {
    FramedHtml.send(
        OpenedPreview.themed(OpenedPreview.rendered(template, language).html(), theme), response);
  }
}
