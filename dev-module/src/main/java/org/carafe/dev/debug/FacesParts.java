package org.carafe.dev.debug;

import jakarta.faces.application.ApplicationConfigurationPopulator;
import java.util.Map;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/** What Faces is given while the application is being debugged, and only then. */
public class FacesParts extends ApplicationConfigurationPopulator {
  private static final Map<String, Map<String, String>> PARTS =
      Map.of(
          "application", Map.of("resource-handler", SourceViews.class.getName()),
          "lifecycle", Map.of("phase-listener", Phases.class.getName()));

  @Override
  public void populateApplicationConfiguration(Document configuration) {
    if (!Debugging.isOn()) {
      return;
    }
    PARTS.forEach(
        (parent, parts) ->
            parts.forEach(
                (name, type) ->
                    add(add(configuration.getDocumentElement(), parent), name)
                        .setTextContent(type)));
  }

  private static Element add(Element parent, String name) {
    var child = parent.getOwnerDocument().createElementNS(parent.getNamespaceURI(), name);
    parent.appendChild(child);
    return child;
  }
}
