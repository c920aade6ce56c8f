package org.carafe.core;

import java.util.List;

/**
 * A named menu, frozen at start.
 *
 * @param name such as {@code account}
 * @param entries its pages in order
 */
public record Area(String name, List<Entry> entries) {

  /**
   * A page's place in a menu.
   *
   * @param endpoint the page
   * @param order where it stands, smallest first
   * @param icon the icon's name, empty for none
   */
  public record Entry(String endpoint, int order, String icon) {

    /** The message that labels the entry: {@code <endpoint>.nav}. */
    public String labelKey() {
      return endpoint + ".nav";
    }
  }
}
