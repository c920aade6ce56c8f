package org.carafe.web.tags;

import java.util.Map;
import org.carafe.core.text.Suggestion;

/** What a tag's {@code kind} may be, and what each stands for. */
record Kinds(String of, Map<String, String> meanings) {

  /**
   * What the kind stands for.
   *
   * @throws IllegalArgumentException when there is no such kind, with a suggestion
   */
  String meaning(String kind) {
    String meaning = meanings.get(kind);
    if (meaning == null) {
      throw new IllegalArgumentException(
          "There is no kind of %s “%s”.%s"
              .formatted(of, kind, Suggestion.of(kind, meanings.keySet())));
    }
    return meaning;
  }
}
