package org.carafe.core.doctor;

/**
 * One thing that was looked at.
 *
 * @param subject what, in a word or two
 * @param state whether it is as it should be
 * @param text how it is, in one sentence
 * @param remedy what to do, empty where nothing is wrong
 */
public record Finding(String subject, State state, String text, String remedy) {

  /** Whether it is as it should be. */
  public enum State {
    OK,
    /** It works, but somebody should know. */
    NOTE,
    WRONG
  }

  /** As it should be. */
  public static Finding ok(String subject, String text) {
    return new Finding(subject, State.OK, text, "");
  }

  /** It works, but somebody should know. */
  public static Finding note(String subject, String text, String remedy) {
    return new Finding(subject, State.NOTE, text, remedy);
  }

  /** It does not work. */
  public static Finding wrong(String subject, String text, String remedy) {
    return new Finding(subject, State.WRONG, text, remedy);
  }
}
