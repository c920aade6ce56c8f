package org.carafe.core;

import java.util.List;

/**
 * A feature module's declaration, found by {@link java.util.ServiceLoader}. It only records: the
 * {@link Application} factory replays the recordings in order of dependency and freezes the result,
 * for the server and the command line alike.
 *
 * <p>Its texts live in {@code messages.properties} beside the implementing class and are addressed
 * as {@code <name>.<key>}.
 */
public interface Blueprint {

  /** The name that prefixes endpoints and messages: lower-case letters, such as {@code users}. */
  String name();

  /** The names of the blueprints that must be registered before this one. */
  default List<String> requires() {
    return List.of();
  }

  /** Declares everything the module has. */
  void register(Registration app);
}
