package org.carafe.dev;

import java.util.List;
import org.carafe.core.Blueprint;
import org.carafe.core.Registration;

/** The pages that only developers see; this module is never in the production WAR. */
public final class DevBlueprint implements Blueprint {

  @Override
  public String name() {
    return "dev";
  }

  @Override
  public List<String> requires() {
    return List.of("web");
  }

  @Override
  public void register(Registration app) {
    app.page("ui", "/dev/ui", "dev/ui.xhtml").anonymous();
  }
}
