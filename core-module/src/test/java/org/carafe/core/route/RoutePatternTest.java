package org.carafe.core.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RoutePatternTest {

  @Nested
  class Matching {
    @ParameterizedTest
    @CsvSource({
      "/, /",
      "/login, /login",
      "/u/{name}, /u/ada",
      "/u/{name}, /u/Jörg Müller",
      "/u/{name}, /u/田中",
      "/n/{id:long}, /n/7",
      "/n/{id:long}, /n/999999999999999999",
      "/k/{key:uuid}, /k/0f8fad5b-d9cb-469f-a165-70867728950e",
      "/f/{file:path}, /f/a/b/c.txt",
      "/{a}/x/{b}, /1/x/2",
      "/a.b/{x}, /a.b/1"
    })
    void takes(String pattern, String path) {
      assertThat(RoutePattern.of(pattern).match(path)).isPresent();
    }

    @ParameterizedTest
    @CsvSource({
      "/login, /login/",
      "/login, /Login",
      "/login, /login.xhtml",
      "/u/{name}, /u/",
      "/u/{name}, /u/ada/x",
      "/u/{name}, /x/u/ada",
      "/n/{id:long}, /n/x",
      "/n/{id:long}, /n/-1",
      "/n/{id:long}, /n/1000000000000000000",
      "/n/{id:long}, /n/١٢",
      "/k/{key:uuid}, /k/0f8fad5bd9cb469fa16570867728950e",
      "/f/{file:path}, /f/",
      "/a.b/{x}, /aXb/1"
    })
    void leaves(String pattern, String path) {
      assertThat(RoutePattern.of(pattern).match(path)).isEmpty();
    }

    @Test
    void answersTheValuesInTheirOrder() {
      var pattern = RoutePattern.of("/u/{name}/notes/{id:long}");

      assertThat(pattern.match("/u/ada/notes/7").orElseThrow())
          .containsExactly(Map.entry("name", "ada"), Map.entry("id", "7"));
      assertThat(pattern.parts()).containsExactly("name", "id");
    }
  }

  @Nested
  class Filling {
    @ParameterizedTest
    @CsvSource({
      "/u/{x}, ada, /u/ada",
      "/u/{x}, a b, /u/a%20b",
      "/u/{x}, Jörg, /u/J%C3%B6rg",
      "/u/{x}, a+b?c#d&e, /u/a%2Bb%3Fc%23d%26e",
      "/n/{x:long}, 42, /n/42",
      "/f/{x:path}, a/b c/d, /f/a/b%20c/d"
    })
    void encodesTheValue(String pattern, String value, String url) {
      assertThat(RoutePattern.of(pattern).url(Map.of("x", value))).isEqualTo(url);
    }

    @Test
    void saysWhichPartIsMissing() {
      assertThatThrownBy(() -> RoutePattern.of("/u/{name}").url(Map.of("nme", "ada")))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("“/u/{name}” needs the part “name”; it was given [nme].");
    }

    @ParameterizedTest
    @CsvSource({"/n/{x:long}, seven", "/n/{x:long}, ''", "/u/{x}, a/b", "/u/{x}, ''"})
    void refusesAValueThatWouldNotComeBack(String pattern, String value) {
      assertThatThrownBy(() -> RoutePattern.of(pattern).url(Map.of("x", value)))
          .hasMessage("“%s” does not fit the part “x” of “%s”.".formatted(value, pattern));
    }
  }

  @Nested
  class Reading {
    @ParameterizedTest
    @ValueSource(strings = {"", "login", "/login/", "u/{name}"})
    void insistsOnASlashInFrontAndNoneBehind(String source) {
      assertThatThrownBy(() -> RoutePattern.of(source))
          .hasMessage("The URL “" + source + "” must start with a slash and not end with one.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/{", "/}", "/{}", "/{na-me}", "/{name:}", "/{1}", "/{a:long:x}"})
    void refusesAMalformedPart(String source) {
      assertThatThrownBy(() -> RoutePattern.of(source))
          .hasMessage(
              "The URL “" + source + "” has a part that is not written {name} or {name:type}.");
    }

    @Test
    void refusesAnUnknownTypeAndNamesTheKnownOnes() {
      assertThatThrownBy(() -> RoutePattern.of("/n/{id:int}"))
          .hasMessage(
              "The URL “/n/{id:int}” has a part of the unknown type “int”; the types are long, path, text, uuid.");
    }

    @Test
    void refusesAPartNamedTwice() {
      assertThatThrownBy(() -> RoutePattern.of("/{a}/{a}"))
          .hasMessage("The URL “/{a}/{a}” names the part “a” twice.");
    }

    @Test
    void hasTheShapeOfItsTypes() {
      assertThat(RoutePattern.of("/u/{name}").shape()).isEqualTo(RoutePattern.of("/u/{x}").shape());
      assertThat(RoutePattern.of("/u/{id:long}").shape())
          .isNotEqualTo(RoutePattern.of("/u/{id}").shape());
      assertThat(RoutePattern.of("/u").isLiteral()).isTrue();
      assertThat(RoutePattern.of("/u/{id}").isLiteral()).isFalse();
    }
  }
}
