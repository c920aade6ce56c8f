package org.carafe.dev.view;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.el.PropertyNotFoundException;
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

  /** A bean as pages know it. */
  public static class Notes {
    public int getCount() {
      return 1;
    }
  }

  @Test
  void suggestsThePropertyThatWasMeant() {
    String unknown = "The class '%s' does not have the property '%s'.";
    var failure = new PropertyNotFoundException(unknown.formatted(Notes.class.getName(), "cuont"));

    assertThat(UnknownProperty.explained(failure))
        .isInstanceOf(PropertyNotFoundException.class)
        .hasMessage(failure.getMessage() + " Did you mean “count”?");
    assertThat(UnknownProperty.explained(failure).getStackTrace())
        .isEqualTo(failure.getStackTrace());
    var far = new PropertyNotFoundException(unknown.formatted(Notes.class.getName(), "authors"));
    assertThat(UnknownProperty.explained(far)).isSameAs(far);
    var gone = new PropertyNotFoundException(unknown.formatted("org.carafe.Gone", "cuont"));
    assertThat(UnknownProperty.explained(gone)).isSameAs(gone);
  }
}
