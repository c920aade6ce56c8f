package org.carafe.mail;

/** What was handed in is no report about a mail of ours; the message says why. */
public final class UnknownReport extends Exception {
  private static final long serialVersionUID = 1L;

  UnknownReport(String sentence) {
    super(sentence);
  }
}
