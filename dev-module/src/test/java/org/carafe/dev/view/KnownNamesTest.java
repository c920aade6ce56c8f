package org.carafe.dev.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;

class KnownNamesTest {
  private static final Set<String> KNOWN = Set.of("app", "msg", "notes", "note", "signIn");

  @Test
  void suggestsWhatIsNearOrBeginsAlike() {
    assertThat(KnownNames.suggestion("notesPage", KNOWN)).isEqualTo(" Did you mean “notes”?");
    assertThat(KnownNames.suggestion("singIn", KNOWN)).isEqualTo(" Did you mean “signIn”?");
    assertThat(KnownNames.suggestion("sign", KNOWN)).isEqualTo(" Did you mean “signIn”?");
    assertThat(KnownNames.suggestion("profile", KNOWN)).isEmpty();
  }
}
