package org.carafe.dev.view;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.faces.context.ExternalContext;
import jakarta.faces.context.FacesContext;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * The names that pages and tags declare for themselves, and that may have no value: whoever
 * includes a template need not give all of its parameters.
 */
final class DeclaredNames {
  private static final Pattern DECLARATION =
      Pattern.compile(
          "\\b(?:var|varStatus)=\"(?<variable>\\w+)\""
              + "|<\\w+:param\\b[^>]*?\\bname=\"(?<parameter>\\w+)\""
              + "|<name>(?<attribute>\\w+)</name>");

  private final Set<String> names = ConcurrentHashMap.newKeySet();

  /** Whether some page declares the name; looks at the pages again where none did so far. */
  boolean has(String name) {
    if (!names.contains(name)) {
      read("/WEB-INF/", FacesContext.getCurrentInstance());
    }
    return names.contains(name);
  }

  Set<String> all() {
    return names;
  }

  private void read(String folder, FacesContext context) {
    ExternalContext files = context.getExternalContext();
    Set<String> paths = Optional.ofNullable(files.getResourcePaths(folder)).orElse(Set.of());
    for (String path : paths) {
      if (path.endsWith("/") && !path.endsWith("/classes/") && !path.endsWith("/lib/")) {
        read(path, context);
      } else if (path.endsWith(".xhtml") || path.endsWith(".taglib.xml")) {
        add(path, context);
      }
    }
  }

  /** Through Faces, which knows the file in the sources. */
  private void add(String path, FacesContext context) {
    var view = context.getApplication().getResourceHandler().createViewResource(context, path);
    if (view == null) {
      return;
    }
    try (var in = view.getURL().openStream()) {
      DECLARATION
          .matcher(new String(in.readAllBytes(), UTF_8))
          .results()
          .forEach(
              found -> {
                for (int group = 1; group <= found.groupCount(); group++) {
                  if (found.group(group) != null) {
                    names.add(found.group(group));
                  }
                }
              });
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
