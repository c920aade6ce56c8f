package org.carafe.hello;

import org.carafe.core.Blueprint;
import org.carafe.core.Registration;

/** Greets whoever is in the URL. */
public final class HelloBlueprint implements Blueprint {
  @Override
  public String name() {
    return "hello";
  }

  @Override
  public void register(Registration app) {
    app.page("hello", "/greet/{name}", "hello/hello.xhtml").anonymous();
  }
}
