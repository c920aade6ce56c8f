package org.carafe.core.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SuggestionTest {
  private static final Set<String> KNOWN = Set.of("auth.login", "auth.logout", "users.profile");

  @ParameterizedTest
  @CsvSource({
    "auth.logn, auth.login",
    "auth.Login, auth.login",
    "auth.logot, auth.logout",
    "user.profile, users.profile",
    "usersprofile, users.profile",
    "auth.lgoin, auth.login"
  })
  void namesTheNearestName(String unknown, String meant) {
    assertThat(Suggestion.of(unknown, KNOWN)).isEqualTo(" Did you mean “" + meant + "”?");
  }

  @ParameterizedTest
  @CsvSource({"mail.inbox", "x", "''"})
  void saysNothingWhereNothingIsNear(String unknown) {
    assertThat(Suggestion.of(unknown, KNOWN)).isEmpty();
  }

  @Test
  void saysNothingWhereNothingIsKnown() {
    assertThat(Suggestion.of("auth.login", List.of())).isEmpty();
  }
}
