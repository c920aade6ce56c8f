package org.carafe.newsletter;

import java.util.List;
import org.carafe.core.Blueprint;
import org.carafe.core.Registration;

/** A module that sends mail that people can do without. */
public final class NewsletterBlueprint implements Blueprint {
  @Override
  public String name() {
    return "newsletter";
  }

  @Override
  public List<String> requires() {
    return List.of("mail");
  }

  @Override
  public void register(Registration app) {}
}
