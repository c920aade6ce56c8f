package org.carafe.dev.boundary;

import java.text.NumberFormat;
import org.carafe.core.web.Exchange;

/** Sizes of files as people read them. */
final class Sizes {

  private static final int KILO = 1000;

  private Sizes() {}

  static String told(long bytes) {
    NumberFormat number = NumberFormat.getIntegerInstance(Exchange.require().locale());
    return bytes < KILO
        ? number.format(bytes) + " B"
        : number.format(Math.round((double) bytes / KILO)) + " kB";
  }
}
