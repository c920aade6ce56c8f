package org.carafe.core;

import java.util.List;
import java.util.function.Consumer;

/** A blueprint written in one line of a test. */
record Declaring(String name, List<String> requires, Consumer<Registration> declarations)
    implements Blueprint {

  static Declaring blueprint(String name, Consumer<Registration> declarations) {
    return new Declaring(name, List.of(), declarations);
  }

  static Declaring requiring(String name, String... required) {
    return new Declaring(name, List.of(required), app -> {});
  }

  @Override
  public void register(Registration app) {
    declarations.accept(app);
  }
}
