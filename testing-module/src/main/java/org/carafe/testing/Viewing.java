package org.carafe.testing;

/** How a page is looked at. */
public record Viewing(
    boolean script, boolean dark, int width, int height, String language, String zone) {
  /** A desktop browser in English: script, light, 1280 by 900. */
  public static Viewing plain() {
    return new Viewing(true, false, 1280, 900, "en", "UTC");
  }

  public Viewing withoutScript() {
    return new Viewing(false, dark, width, height, language, zone);
  }

  public Viewing inTheDark() {
    return new Viewing(script, true, width, height, language, zone);
  }

  public Viewing size(int w, int h) {
    return new Viewing(script, dark, w, h, language, zone);
  }

  public Viewing in(String tag) {
    return new Viewing(script, dark, width, height, tag, zone);
  }

  /** In a browser whose clock is that of this time zone. */
  public Viewing at(String place) {
    return new Viewing(script, dark, width, height, language, place);
  }
}
