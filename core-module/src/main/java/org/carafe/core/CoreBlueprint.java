package org.carafe.core;

import org.carafe.core.config.CoreSettings;

/** What the kernel itself declares: its settings and what the server answers. */
public final class CoreBlueprint implements Blueprint {

  @Override
  public String name() {
    return "core";
  }

  @Override
  public void register(Registration app) {
    CoreSettings.ALL.forEach(app::setting);
    app.passThrough("/health");
    app.passThrough("/health/live");
    app.passThrough("/health/ready");
    app.passThrough("/health/started");
    app.passThrough("/openapi");
  }
}
