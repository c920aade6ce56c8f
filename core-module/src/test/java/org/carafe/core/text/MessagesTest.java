package org.carafe.core.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.carafe.core.Blueprint;
import org.carafe.core.Registration;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MessagesTest {
  private final Messages messages = Messages.of(List.of(new Sample()));

  /** Its texts are beside this test. */
  private static final class Sample implements Blueprint {
    @Override
    public String name() {
      return "sample";
    }

    @Override
    public void register(Registration app) {}
  }

  @ParameterizedTest
  @CsvSource({
    "P3D, 3 days, 3 Tage",
    "P30D, 30 days, 30 Tage",
    "PT24H, 24 hours, 24 Stunden",
    "PT1H, 1 hour, 1 Stunde",
    "PT36H, 36 hours, 36 Stunden",
    "PT90M, 90 minutes, 90 Minuten",
    "PT1M, 1 minute, 1 Minute",
    "PT90S, 90 seconds, 90 Sekunden",
    "PT1S, 1 second, 1 Sekunde",
    "PT0S, 0 seconds, 0 Sekunden"
  })
  void tellDurationsInWords(Duration time, String english, String german) {
    assertThat(messages.duration(Locale.ENGLISH, time)).isEqualTo(english);
    assertThat(messages.duration(Locale.GERMAN, time)).isEqualTo(german);
    assertThat(messages.text(Locale.GERMAN, "sample.count", time)).contains(german);
  }

  @Nested
  class Texts {
    @Test
    void areInTheLanguageAskedFor() {
      assertThat(messages.text(Locale.ENGLISH, "sample.title")).isEqualTo("It’s here");
      assertThat(messages.text(Locale.GERMAN, "sample.title")).isEqualTo("Da ist’s");
      assertThat(messages.text(Locale.forLanguageTag("de-AT"), "sample.title"))
          .isEqualTo("Da ist’s");
    }

    @Test
    void areInTheFirstLanguageWhereTheOneAskedForIsMissing() {
      assertThat(messages.text(Locale.FRENCH, "sample.title")).isEqualTo("It’s here");
    }

    @Test
    void doNotDependOnTheLanguageOfTheServer() {
      Locale before = Locale.getDefault();
      try {
        Locale.setDefault(Locale.GERMANY);
        assertThat(Messages.of(List.of(new Sample())).text(Locale.ENGLISH, "sample.title"))
            .isEqualTo("It’s here");
      } finally {
        Locale.setDefault(before);
      }
    }

    @Test
    void takeArgumentsInTheWayOfTheLanguage() {
      assertThat(messages.text(Locale.ENGLISH, "sample.count", 1234))
          .isEqualTo("It's 1,234 people");
      assertThat(messages.text(Locale.GERMAN, "sample.count", 1234)).isEqualTo("1.234 Leute");
      assertThat(messages.text(Locale.ENGLISH, "sample.count", "<b>{0}")).contains("<b>{0}");
    }

    @Test
    void standAsTheyAreWithoutArguments() {
      assertThat(messages.text(Locale.ENGLISH, "sample.count")).isEqualTo("It''s {0} people");
    }

    @Test
    void thatAreMissingAreSuggested() {
      assertThatThrownBy(() -> messages.text(Locale.ENGLISH, "sample.titel"))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("There is no text “sample.titel”. Did you mean “sample.title”?");
      assertThat(messages.has("sample.title")).isTrue();
      assertThat(messages.has("sample.titel")).isFalse();
    }
  }

  @Nested
  class Negotiating {
    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        value = {
          "de|de",
          "en|en",
          "de-AT,en;q=0.5|de",
          "en-GB|en",
          "fr,de;q=0.5,en;q=0.4|de",
          "en;q=0.2,de;q=0.8|de",
          "DE|de",
          "fr-CH, fr;q=0.9, en;q=0.8, de;q=0.7, *;q=0.5|en"
        })
    void takesTheBestWeHave(String header, String language) {
      assertThat(Messages.negotiate(header)).contains(Locale.forLanguageTag(language));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "fr", ";", "de;q=x", "../../etc", "de;q=7", ",,,"})
    void leavesTheChoiceWhereNothingFits(String header) {
      assertThat(Messages.negotiate(header)).isEmpty();
    }

    @Test
    void doesNotReadAnOverlongHeader() {
      assertThat(Messages.negotiate("de" + ",fr".repeat(200))).isEmpty();
    }
  }
}
