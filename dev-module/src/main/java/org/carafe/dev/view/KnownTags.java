package org.carafe.dev.view;

import jakarta.faces.context.ExternalContext;
import jakarta.faces.context.FacesContext;
import jakarta.faces.view.facelets.Tag;
import jakarta.faces.view.facelets.TagAttribute;
import jakarta.faces.view.facelets.TagDecorator;
import jakarta.faces.view.facelets.TagException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.carafe.core.Application;
import org.carafe.core.config.Profile;
import org.jspecify.annotations.Nullable;

/**
 * Refuses a tag or an attribute that the application's tag library does not declare. Faces passes
 * over the attribute, so that a misspelt one does nothing.
 */
public class KnownTags implements TagDecorator {
  private @Nullable Map<String, TagLibrary> libraries;

  @Override
  public @Nullable Tag decorate(Tag tag) {
    if (Application.current().configuration().profile() == Profile.PROD) {
      return null;
    }
    Optional.ofNullable(libraries().get(tag.getNamespace()))
        .flatMap(
            library ->
                library.mistake(
                    tag.getLocalName(),
                    Arrays.stream(tag.getAttributes().getAll("")) // others pass through
                        .map(TagAttribute::getLocalName)
                        .toList()))
        .ifPresent(
            mistake -> {
              throw new TagException(tag, mistake);
            });
    return null; // as it is
  }

  private synchronized Map<String, TagLibrary> libraries() {
    Map<String, TagLibrary> known = libraries;
    if (known == null) {
      known = read(FacesContext.getCurrentInstance().getExternalContext());
      libraries = known;
    }
    return known;
  }

  private static Map<String, TagLibrary> read(ExternalContext files) {
    var found = new HashMap<String, TagLibrary>();
    for (String path : Optional.ofNullable(files.getResourcePaths("/WEB-INF/")).orElse(Set.of())) {
      if (path.endsWith(".taglib.xml")) {
        try (InputStream file = files.getResourceAsStream(path)) {
          TagLibrary library = TagLibrary.read(file);
          found.put(library.namespace(), library);
        } catch (IOException failure) {
          throw new UncheckedIOException(failure);
        }
      }
    }
    return found;
  }
}
