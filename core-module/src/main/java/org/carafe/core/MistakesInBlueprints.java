package org.carafe.core;

import java.util.List;

/** Every mistake found while the application was assembled, each one sentence with its remedy. */
public final class MistakesInBlueprints extends IllegalStateException {
  private static final long serialVersionUID = 1L;
  private final transient List<String> mistakes;

  MistakesInBlueprints(List<String> mistakes) {
    super(
        "The application cannot start:\n"
            + String.join("\n", mistakes.stream().map(m -> "  - " + m).toList()));
    this.mistakes = List.copyOf(mistakes);
  }

  /** The sentences, in the order the mistakes were met. */
  public List<String> mistakes() {
    return mistakes;
  }
}
