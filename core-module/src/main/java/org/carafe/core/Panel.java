package org.carafe.core;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A module's fragment in another module's page.
 *
 * @param slot the place
 * @param view the Facelets file, absolute
 * @param needed the permission it takes to see it, {@code null} for everybody
 * @param order where it stands, smallest first
 */
public record Panel(String slot, String view, @Nullable String needed, int order) {

  /** The permission it takes to see it. */
  public Optional<String> permission() {
    return Optional.ofNullable(needed);
  }
}
