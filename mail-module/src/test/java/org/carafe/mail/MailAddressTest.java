package org.carafe.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import jakarta.json.JsonObject;
import java.text.Normalizer;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.stream.Stream;
import org.carafe.core.text.IdentityKey;
import org.carafe.testing.Cases;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class MailAddressTest {

  static Stream<String> mustRefuse() {
    return ofCategory("ISEMAIL_ERR");
  }

  static Stream<String> mustAccept() {
    return ofCategory("ISEMAIL_VALID_CATEGORY");
  }

  /** Valid, but only of interest to programs: quoted, commented, folded, literal. */
  static Stream<String> policy() {
    return Stream.of("ISEMAIL_RFC5321", "ISEMAIL_RFC5322", "ISEMAIL_DEPREC", "ISEMAIL_CFWS")
        .flatMap(MailAddressTest::ofCategory);
  }

  static Stream<String> injections() {
    return Cases.of("mail_header_injection").texts("cases");
  }

  private static Stream<String> ofCategory(String category) {
    return Cases.of("isemail")
        .rows("cases")
        .filter(row -> row.getString("category").equals(category))
        .map((JsonObject row) -> row.getString("address"));
  }

  @ParameterizedTest
  @MethodSource("mustRefuse")
  void refusesWhatIsNoAddress(String address) {
    assertThat(MailAddress.parse(address)).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("mustAccept")
  void acceptsPlainAddresses(String address) {
    assertThat(MailAddress.parse(address)).isPresent();
  }

  @ParameterizedTest
  @MethodSource("policy")
  void refusesWhatProgramsDisagreeAbout(String address) {
    assertThat(MailAddress.parse(address)).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("injections")
  void leavesNoRoomForAHeader(String address) {
    MailAddress.parse(address)
        .ifPresent(parsed -> assertThat(parsed.ascii()).isEqualTo(address).matches("[!-~]+"));
  }

  @ParameterizedTest
  @CsvSource({
    "ada@bücher.example, ada@xn--bcher-kva.example",
    "ada@BÜCHER.example, ada@xn--bcher-kva.example",
    "ada@例え.テスト, ada@xn--r8jz45g.xn--zckzah",
    "ada@xn--bcher-kva.example, ada@xn--bcher-kva.example",
    "Ada@Example.ORG, Ada@Example.ORG"
  })
  void sendsToInternationalDomains(String address, String ascii) {
    MailAddress parsed = MailAddress.parse(address).orElseThrow();
    assertThat(parsed.ascii()).isEqualTo(ascii);
    assertThat(parsed).hasToString(address);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ada@straße.example",
        "ada@ｅxample.org",
        "ada@example。org",
        "ada@exa\u00ADmple.org",
        "ada@exam ple.org",
        "jose\u0301@example.org",
        "ａda@example.org",
        "a\u200Bda@example.org",
        "ada\u2028@example.org",
        "\u202Eada@example.org",
        "ada@localhost",
      })
  void refusesWhatWouldReachSomebodyElse(String address) {
    assertThat(MailAddress.parse(address)).isEmpty();
  }

  /** What came back from the one would be held against the other. */
  @ParameterizedTest
  @ValueSource(
      ints = {0x034F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x180B, 0x180F, 0xFE00, 0xFE0F, 0xE0100})
  void refusesLettersThatNobodySees(int invisible) {
    String letter = Character.toString(invisible);
    assertThat(IdentityKey.of("ada" + letter + "@example.org")).isEqualTo("ada@example.org");
    for (String local : new String[] {"ada" + letter, letter + "ada", "a" + letter + "da"}) {
      assertThat(MailAddress.parse(local + "@example.org")).isEmpty();
    }
    assertThat(MailAddress.parse("ada@exam" + letter + "ple.org")).isEmpty();
  }

  /** Two mailboxes have one key only where they differ in case. */
  @Test
  void hasTheKeyOfNoOtherMailbox() {
    for (int letter = 0x80; letter <= Character.MAX_CODE_POINT; letter++) {
      String local = "a" + Character.toString(letter) + "a";
      if (Character.isDefined(letter) && MailAddress.parse(local + "@example.org").isPresent()) {
        String lowerCase = local.toLowerCase(Locale.ROOT).replace('ς', 'σ');
        assertThat(IdentityKey.of(local))
            .isEqualTo(Normalizer.normalize(lowerCase, Normalizer.Form.NFKC));
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"josé@example.org, true", "用户@例え.テスト, true", "ada@bücher.example, false"})
  void knowsWhatNeedsAnInternationalRelay(String address, boolean needed) {
    assertThat(MailAddress.parse(address).orElseThrow().needsUtf8()).isEqualTo(needed);
  }

  @Test
  void boundsTheLengthAsSmtpDoes() {
    String domain = "x".repeat(60) + "." + "x".repeat(60) + "." + "x".repeat(60) + ".example";
    assertThat(MailAddress.parse("a".repeat(63) + "@" + domain)).isPresent();
    assertThat(MailAddress.parse("a".repeat(64) + "@" + domain)).isEmpty();
    assertThat(MailAddress.parse("a".repeat(65) + "@example.org")).isEmpty();
    assertThat(MailAddress.parse("é".repeat(33) + "@example.org")).isEmpty();
    assertThat(MailAddress.parse("a@" + "ü".repeat(60) + "." + domain)).isEmpty();
  }

  @Test
  void aRecipientHasAnAddressAndAPlainName() {
    Recipient recipient =
        new Recipient("a@example.org", "A\r\nBcc: eve@example.org", Locale.ENGLISH, ZoneOffset.UTC);
    assertThat(recipient.name()).isEqualTo("A Bcc: eve@example.org");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Recipient("a@b\r\n", "", Locale.ENGLISH, ZoneOffset.UTC));
  }
}
