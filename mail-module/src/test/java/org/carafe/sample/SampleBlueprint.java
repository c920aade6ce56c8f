package org.carafe.sample;

import org.carafe.core.Blueprint;
import org.carafe.core.Registration;

/** A module that sends mail. */
public final class SampleBlueprint implements Blueprint {
  @Override
  public String name() {
    return "sample";
  }

  @Override
  public void register(Registration app) {}
}
