package org.carafe.core.config;

import java.util.List;
import java.util.stream.Collectors;

/** Everything that is wrong with the configuration, in one list. */
public final class ConfigurationException extends RuntimeException {
  private static final long serialVersionUID = 1;
  private final List<String> problems;

  public ConfigurationException(List<String> problems) {
    super(
        problems.stream()
            .collect(Collectors.joining("\n  - ", "The configuration cannot be used:\n  - ", "")));
    this.problems = List.copyOf(problems);
  }

  /** A sentence or two for each: what is wrong and what to do. */
  public List<String> problems() {
    return problems;
  }
}
