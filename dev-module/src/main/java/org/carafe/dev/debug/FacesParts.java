package org.carafe.dev.debug;

import jakarta.faces.application.ApplicationConfigurationPopulator;
import org.carafe.core.Application;
import org.carafe.core.config.Profile;
import org.carafe.dev.view.KnownNames;
import org.carafe.dev.view.LocatedApplications;
import org.carafe.dev.view.MarkedViews;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/**
 * What Faces is given for development: pages whose mistakes have a place, and, while the
 * application is being debugged, pages from the source folders.
 */
public class FacesParts extends ApplicationConfigurationPopulator {

  @Override
  public void populateApplicationConfiguration(Document configuration) {
    if (Application.current().configuration().profile() == Profile.PROD) {
      return;
    }
    Element root = configuration.getDocumentElement();
    part(root, "factory", "application-factory", LocatedApplications.class);
    part(root, "application", "el-resolver", KnownNames.class);
    if (Debugging.isOn()) {
      part(root, "application", "resource-handler", SourceViews.class);
      part(root, "lifecycle", "phase-listener", Phases.class);
    }
    // Around the one above, whose pages it marks.
    part(root, "application", "resource-handler", MarkedViews.class);
  }

  private static void part(Element root, String parent, String name, Class<?> type) {
    add(add(root, parent), name).setTextContent(type.getName());
  }

  private static Element add(Element parent, String name) {
    var child = parent.getOwnerDocument().createElementNS(parent.getNamespaceURI(), name);
    parent.appendChild(child);
    return child;
  }
}
