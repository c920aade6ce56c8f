package org.carafe.mail.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pebbletemplates.pebble.error.PebbleException;
import java.net.URI;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.carafe.core.text.Messages;
import org.carafe.mail.MailBlueprint;
import org.carafe.mail.Recipient;
import org.carafe.mail.entity.RenderedMail;
import org.carafe.sample.SampleBlueprint;
import org.junit.jupiter.api.Test;

class MailTemplatesTest {

  private static final Map<String, Object> DATA =
      Map.of(
          "url",
          "https://carafe.example/confirm?a=1&b=\"2\"",
          "secret",
          "<b>x</b>",
          "expires",
          Instant.parse("2026-03-01T12:00:00Z"),
          "count",
          1_000);

  private final Messages messages =
      Messages.of(List.of(new MailBlueprint(), new SampleBlueprint()));
  private final MailTemplates templates =
      new MailTemplates(
          messages,
          new MailTemplates.Site("Carafe & Co", URI.create("https://carafe.example:8443")));

  @Test
  void rendersHtmlWithinTheLayout() {
    RenderedMail mail = templates.render("sample.confirm", ada(Locale.ENGLISH), DATA);
    assertThat(mail.subject()).isEqualTo("Confirm your address for Carafe & Co");
    assertThat(mail.html())
        .startsWith("<!DOCTYPE html>\n<html lang=\"en\" dir=\"ltr\"")
        .contains("<title>Confirm your address for Carafe &amp; Co</title>")
        .contains(">Confirm your address</h1>")
        .contains(">Hello <bdi>Ada &lt;Lovelace&gt;</bdi>,</p>")
        .contains("used <bdi>ada@example.org</bdi>. It's yours &amp; &lt;fine&gt;?")
        .contains("href=\"https://carafe.example/confirm?a=1&amp;b=&quot;2&quot;\"")
        .contains("&lt;b&gt;x&lt;/b&gt;")
        .containsPattern("until <bdi>March 1, 2026.* 1:00\\hPM CET</bdi>")
        .contains(", 1,000 times.")
        .contains("Sent by <bdi>Carafe &amp; Co</bdi> because of you.")
        .contains(">carafe.example:8443</a>")
        .contains("overflow:hidden;\">One click.</div>")
        .contains("<!--[if mso]><table role=\"presentation\" width=\"600\"")
        .contains("mso-padding-alt:13px 24px")
        .doesNotContain("{{", "{%", "<b>");
  }

  @Test
  void rendersTheSameAsText() {
    RenderedMail mail = templates.render("sample.confirm", ada(Locale.ENGLISH), DATA);
    assertThat(mail.text())
        .startsWith(
            "Confirm your address\n\nHello Ada <Lovelace>,\n\nSomebody used ada@example.org.")
        .contains("Confirm address:\nhttps://carafe.example/confirm?a=1&b=\"2\"\n\n")
        .contains("    <b>x</b>\n\n")
        .endsWith("\n\n-- \nSent by Carafe & Co because of you.\nhttps://carafe.example:8443/\n")
        .doesNotContain("\n\n\n", "<p", "&amp;");
  }

  @Test
  void speaksTheRecipientsLanguage() {
    RenderedMail mail = templates.render("sample.confirm", ada(Locale.GERMANY), DATA);
    assertThat(mail.subject()).isEqualTo("Bestätigen Sie Ihre Adresse für Carafe & Co");
    assertThat(mail.html()).contains("lang=\"de-DE\"", "Hallo <bdi>", "1. März 2026");
    assertThat(mail.text()).contains("Adresse bestätigen:\nhttps", "1.000 Mal");
  }

  @Test
  void greetsSomebodyWithoutAName() {
    Recipient nameless = new Recipient("a@example.org", "", Locale.ENGLISH, ZoneId.of("UTC"));
    assertThat(templates.render("sample.confirm", nameless, DATA).text()).contains("\nHello,\n");
  }

  @Test
  void failsOnAMissingVariable() {
    Map<String, Object> incomplete = new HashMap<>(DATA);
    incomplete.remove("url");
    assertThatThrownBy(() -> templates.render("sample.confirm", ada(Locale.ENGLISH), incomplete))
        .isInstanceOf(PebbleException.class)
        .hasMessageContaining("url");
  }

  @Test
  void failsOnATextThatGetsTooFewArguments() {
    assertThatThrownBy(() -> templates.render("sample.careless", ada(Locale.ENGLISH), DATA))
        .hasMessageContaining("“sample.mail.confirm.until” wants 2 arguments and gets 1");
  }

  @Test
  void failsOnABlockThatGetsTooFewArguments() {
    assertThatThrownBy(() -> templates.render("sample.dangling", ada(Locale.ENGLISH), DATA))
        .hasMessageContaining("gets no url");
  }

  @Test
  void namesTheFileOfAMissingTemplate() {
    assertThatThrownBy(() -> templates.render("mail.none", ada(Locale.ENGLISH), Map.of()))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> templates.render("../etc", ada(Locale.ENGLISH), Map.of()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void keepsTheLayoutsNames() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                templates.render("sample.confirm", ada(Locale.ENGLISH), Map.of("subject", "mine")))
        .withMessageContaining("\"subject\"");
  }

  @Test
  void rendersTheTestMail() {
    RenderedMail mail =
        templates.render("mail.test", ada(Locale.ENGLISH), Map.of("now", Instant.EPOCH));
    assertThat(mail.text()).contains("Mail works", "January 1, 1970");
  }

  private static Recipient ada(Locale locale) {
    return new Recipient("ada@example.org", "Ada <Lovelace>", locale, ZoneId.of("Europe/Berlin"));
  }
}
