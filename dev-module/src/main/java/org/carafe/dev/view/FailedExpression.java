package org.carafe.dev.view;

import jakarta.faces.FacesException;

/** An expression of a page failed; its cause says why. */
public final class FailedExpression extends FacesException {
  private static final long serialVersionUID = 1L;
  private final String view;
  private final int line;

  FailedExpression(Place place, String expression, Throwable cause) {
    super(place + ", " + expression + ": " + cause.getMessage(), cause);
    this.view = place.view();
    this.line = place.line();
  }

  /** The page's path in the web application, such as {@code /WEB-INF/users/account.xhtml}. */
  public String view() {
    return view;
  }

  /** Counted from 1. */
  public int line() {
    return line;
  }

  /** A message of Faces as the page has it: without the marks that its expressions carry. */
  public static String unmarked(String message) {
    return Place.unmarked(message);
  }
}
