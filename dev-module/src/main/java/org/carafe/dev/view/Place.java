package org.carafe.dev.view;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where an expression stands. Faces forgets the lines of text between tags, so each expression
 * carries the number of its place, written in blanks and tabs, which mean nothing to it.
 *
 * @param view the page's path in the web application
 * @param line counted from 1
 */
record Place(String view, int line) {
  private static final int DIGITS = 20;
  private static final Pattern MARK = Pattern.compile("#\\{([ \t]{" + DIGITS + "})");
  private static final List<Place> KNOWN = new ArrayList<>();
  private static final Map<Place, Integer> NUMBERS = new HashMap<>();

  /** What to put behind the opening brace, as XML. */
  String mark() {
    var mark = new StringBuilder();
    int number = number(this);
    for (int digit = DIGITS - 1; digit >= 0; digit--) {
      // A tab as it stands would be a blank to XML.
      mark.append((number >> digit & 1) == 1 ? "&#9;" : " ");
    }
    return mark.toString();
  }

  /** Where the first expression of a text stands, if it is marked. */
  static Optional<Place> of(String text) {
    var mark = MARK.matcher(text);
    if (!mark.find()) {
      return Optional.empty();
    }
    int number = 0;
    for (char digit : mark.group(1).toCharArray()) {
      number = number << 1 | (digit == '\t' ? 1 : 0);
    }
    return find(number);
  }

  /** A text without marks, for people. */
  static String unmarked(String text) {
    return MARK.matcher(text).replaceAll("#{");
  }

  private static synchronized int number(Place place) {
    return NUMBERS.computeIfAbsent(
        place,
        fresh -> {
          KNOWN.add(fresh);
          return KNOWN.size() - 1;
        });
  }

  private static synchronized Optional<Place> find(int number) {
    return number < KNOWN.size() ? Optional.of(KNOWN.get(number)) : Optional.empty();
  }

  @Override
  public String toString() {
    return view + ":" + line;
  }
}
