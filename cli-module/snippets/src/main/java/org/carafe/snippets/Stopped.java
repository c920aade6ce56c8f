package org.carafe.snippets;

/** Ends a snippet that somebody has stopped; an error, so that few snippets catch it. */
public final class Stopped extends Error {
  private static final long serialVersionUID = 1L;

  Stopped() {
    super("Stopped.", null, false, false);
  }
}
