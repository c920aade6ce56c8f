package org.carafe.core.text;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.util.Set;
import java.util.stream.Stream;
import org.carafe.testing.Cases;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class IdentityKeyTest {

  /** Other letters, which only look or sort like those of the account. */
  private static final Set<String> SOMEBODY_ELSE =
      Set.of(
          "m\u0131ke@example.org",
          "mike@\u0131xample.org",
          "strasse@example.org",
          "\u0430@example.org",
          "\u00f6@example.org",
          "\u00df@example.org");

  static Stream<JsonObject> collisions() {
    return Cases.of("email_collision").rows("cases");
  }

  @ParameterizedTest
  @MethodSource("collisions")
  void joinsTheSameAndKeepsApartTheSimilar(JsonObject row) {
    String asked = row.getString("asked");
    boolean same = IdentityKey.of(asked).equals(IdentityKey.of(row.getString("account")));
    assertThat(same).isEqualTo(!SOMEBODY_ELSE.contains(asked));
  }

  @ParameterizedTest
  @MethodSource("collisions")
  void ofAKeyIsTheKey(JsonObject row) {
    String key = IdentityKey.of(row.getString("asked"));
    assertThat(IdentityKey.of(key)).isEqualTo(key);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"ada@xn--bcher-kva.example", "ADA@XN--BCHER-KVA.example", "ada@BÜCHER.example"})
  void isOneForADomainInLettersAndInAscii(String typed) {
    assertThat(IdentityKey.of(typed)).isEqualTo("ada@bücher.example");
    assertThat(IdentityKey.of(IdentityKey.of(typed))).isEqualTo("ada@bücher.example");
  }

  @ParameterizedTest
  @ValueSource(strings = {"ada@xn--a.example", "ada@xn--.example", "xn--bcher-kva"})
  void leavesWhatIsNoDomainAsItIs(String typed) {
    assertThat(IdentityKey.of(typed)).isEqualTo(typed);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\u00ADda", "\uFEFFada", "a\u034Fda", "ada\uFE0F", "\u202Eada", "ADA\t"})
  void dropsWhatNobodySees(String typed) {
    assertThat(IdentityKey.of(typed)).isEqualTo("ada");
  }

  @Test
  void treatsBothSigmasAlike() {
    assertThat(IdentityKey.of("ΟΔΥΣΣΕΥΣ")).isEqualTo(IdentityKey.of("οδυσσευσ"));
  }
}
