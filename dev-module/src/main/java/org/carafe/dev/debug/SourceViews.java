package org.carafe.dev.debug;

import jakarta.faces.application.ResourceHandler;
import jakarta.faces.application.ResourceHandlerWrapper;
import jakarta.faces.application.ViewResource;
import jakarta.faces.context.FacesContext;
import java.net.MalformedURLException;
import java.net.URL;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Reads pages and templates from the source folders, so that an edit shows on the next request. */
public class SourceViews extends ResourceHandlerWrapper {
  private final SourceFiles files = new SourceFiles(Debugging.root().orElseThrow());

  /** Called by Faces. */
  public SourceViews(ResourceHandler wrapped) {
    super(wrapped);
  }

  @Override
  public @Nullable ViewResource createViewResource(FacesContext context, String name) {
    return files
        .view(name)
        .<ViewResource>map(SourceView::new)
        .orElseGet(() -> super.createViewResource(context, name));
  }

  private static final class SourceView extends ViewResource {
    private final URL url;

    SourceView(Path file) {
      try {
        url = file.toUri().toURL();
      } catch (MalformedURLException impossible) {
        throw new IllegalStateException(impossible);
      }
    }

    @Override
    public URL getURL() {
      return url;
    }
  }
}
