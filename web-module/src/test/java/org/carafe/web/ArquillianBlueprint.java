package org.carafe.web;

import org.carafe.core.Blueprint;
import org.carafe.core.Registration;

/** Lets the tests' own servlet answer, which nothing else declares. */
public final class ArquillianBlueprint implements Blueprint {
  @Override
  public String name() {
    return "arquillian";
  }

  @Override
  public void register(Registration app) {
    app.passThrough("/ArquillianServletRunnerEE9");
  }
}
