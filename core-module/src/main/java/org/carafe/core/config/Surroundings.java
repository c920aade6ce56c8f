package org.carafe.core.config;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a configuration is read from: the process's system properties, its environment and the
 * folder that relative paths ({@code config}, {@code .env}, secret files) start from.
 */
public record Surroundings(
    Map<String, String> properties, Map<String, String> environment, Path folder) {

  public Surroundings {
    properties = Map.copyOf(properties);
    environment = Map.copyOf(environment);
  }

  /** Those of this process. */
  public static Surroundings current() {
    var properties = new LinkedHashMap<String, String>();
    var system = System.getProperties();
    system.stringPropertyNames().forEach(name -> properties.put(name, system.getProperty(name)));
    return new Surroundings(properties, System.getenv(), Path.of("").toAbsolutePath());
  }
}
