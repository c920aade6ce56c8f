package org.carafe.mail;

import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.carafe.core.Application;

/**
 * The kinds of mail that a person can do without. A category is there when a module has a text for
 * it: {@code mail.category.news} of the module {@code shop} is {@code shop.news}.
 */
public final class MailCategories {
  private static final Pattern TEXT =
      Pattern.compile("([a-z]+)\\.mail\\.category\\.([a-zA-Z0-9]+)");

  private static volatile Known known = new Known(Set.of(), List.of());

  private MailCategories() {}

  /** What was found in these texts; the same set as long as nobody reads the texts again. */
  private record Known(Set<String> texts, List<String> categories) {}

  /** Every module's categories, in alphabetical order. */
  public static List<String> all() {
    Set<String> texts = Application.current().messages().keys();
    Known found = known;
    if (found.texts() != texts) {
      found = new Known(texts, in(texts));
      known = found;
    }
    return found.categories();
  }

  private static List<String> in(Set<String> texts) {
    return texts.stream()
        .map(TEXT::matcher)
        .filter(Matcher::matches)
        .map(matcher -> matcher.group(1) + "." + matcher.group(2))
        .sorted()
        .toList();
  }

  /** The key of the text that names a category. */
  public static String key(String category) {
    return category.replaceFirst("\\.", ".mail.category.");
  }
}
