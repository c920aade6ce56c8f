package org.carafe.dev.view;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.faces.application.ResourceHandler;
import jakarta.faces.application.ResourceHandlerWrapper;
import jakarta.faces.application.ViewResource;
import jakarta.faces.context.FacesContext;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLConnection;
import java.net.URLStreamHandler;
import org.jspecify.annotations.Nullable;

/** Gives Faces pages whose expressions carry their places. */
public class MarkedViews extends ResourceHandlerWrapper {

  /** Called by Faces. */
  public MarkedViews(ResourceHandler wrapped) {
    super(wrapped);
  }

  @Override
  public @Nullable ViewResource createViewResource(FacesContext context, String name) {
    ViewResource found = super.createViewResource(context, name);
    return found == null || !name.endsWith(".xhtml") ? found : new Marked(name, found.getURL());
  }

  private static final class Marked extends ViewResource {
    private final URL url;

    Marked(String name, URL origin) {
      try {
        url = new URL("page", "", -1, name.replaceFirst("^/+", ""), new Marking(origin));
      } catch (MalformedURLException impossible) {
        throw new IllegalStateException(impossible);
      }
    }

    @Override
    public URL getURL() {
      return url;
    }
  }

  private static final class Marking extends URLStreamHandler {
    private final URL origin;

    Marking(URL origin) {
      this.origin = origin;
    }

    @Override
    protected URLConnection openConnection(URL url) {
      return new Connection(url, origin);
    }
  }

  private static final class Connection extends URLConnection {
    private final URL origin;

    Connection(URL url, URL origin) {
      super(url);
      this.origin = origin;
    }

    @Override
    public void connect() {
      // Each read opens the origin, which may have changed.
    }

    private URLConnection open() throws IOException {
      var connection = origin.openConnection();
      connection.setUseCaches(false);
      return connection;
    }

    @Override
    public long getLastModified() {
      try {
        var connection = open();
        connection.getInputStream().close(); // asking opens it
        return connection.getLastModified();
      } catch (IOException gone) {
        return 0;
      }
    }

    @Override
    public InputStream getInputStream() throws IOException {
      try (var in = open().getInputStream()) {
        String text = new String(in.readAllBytes(), UTF_8);
        return new ByteArrayInputStream(
            new PageSource("/" + url.getFile(), text).marked().getBytes(UTF_8));
      }
    }
  }
}
