package org.carafe.dev.boundary;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A piece of plain text, or a link in it.
 *
 * @param text as it stands
 * @param link whether it is the address of a page
 */
public record LinkedText(String text, boolean link) {

  /** An address ends before punctuation that belongs to the sentence around it. */
  private static final Pattern ADDRESS =
      Pattern.compile("https?://[^\\s<>\"]*[^\\s<>\".,;:!?)\\]]");

  /** The pieces of a text, in their order. */
  static List<LinkedText> of(String text) {
    List<LinkedText> pieces = new ArrayList<>();
    Matcher address = ADDRESS.matcher(text);
    int from = 0;
    while (address.find()) {
      pieces.add(new LinkedText(text.substring(from, address.start()), false));
      pieces.add(new LinkedText(address.group(), true));
      from = address.end();
    }
    pieces.add(new LinkedText(text.substring(from), false));
    return pieces;
  }

  public String getText() {
    return text;
  }

  public boolean isLink() {
    return link;
  }
}
