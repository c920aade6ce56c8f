package org.carafe.core.web;

import java.util.concurrent.ThreadLocalRandom;

/** A request's number: 13 letters and digits a person can read out (Crockford's base 32). */
record RequestId(long bits) {
  private static final char[] DIGITS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ".toCharArray();

  static RequestId next() {
    return new RequestId(ThreadLocalRandom.current().nextLong());
  }

  @Override
  public String toString() {
    var text = new char[13];
    long rest = bits;
    for (int i = 0; i < text.length; i++) {
      text[i] = DIGITS[(int) (rest & 31)];
      rest = Long.rotateRight(rest, 5);
    }
    return new String(text);
  }
}
