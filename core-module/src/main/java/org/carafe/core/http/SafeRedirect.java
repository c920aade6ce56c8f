package org.carafe.core.http;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Decides whether a target that came with the request ({@code ?next=…}) may be redirected to: only
 * a path on this site.
 *
 * <pre>{@code
 * String target = SafeRedirect.path(next).orElse("/user");
 * }</pre>
 *
 * <p>Accepted is text that starts with one slash and that every browser takes for a path: browsers
 * read {@code //host} and {@code /\host} as another site, and drop tabs and line breaks before they
 * look (WHATWG URL standard, section 4.4). So a second slash at the start is refused, and a
 * backslash, white space or a control character anywhere.
 */
public final class SafeRedirect {

  /** Longer targets are nobody's bookmark and would not fit the header of every proxy. */
  static final int MAX_LENGTH = 2_048;

  private SafeRedirect() {}

  /** The target itself when it is a path on this site, otherwise empty. */
  public static Optional<String> path(@Nullable String target) {
    return target != null && isPathHere(target) ? Optional.of(target) : Optional.empty();
  }

  private static boolean isPathHere(String target) {
    return target.startsWith("/")
        && !target.startsWith("//")
        && target.length() <= MAX_LENGTH
        && target.codePoints().allMatch(SafeRedirect::isHarmless);
  }

  private static boolean isHarmless(int character) {
    return character != '\\'
        && !Character.isISOControl(character)
        && !Character.isWhitespace(character)
        && !Character.isSpaceChar(character)
        && Character.getType(character) != Character.SURROGATE
        && Character.getType(character) != Character.FORMAT;
  }
}
