package org.carafe.dev.boundary;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import java.util.Locale;
import org.carafe.core.Application;
import org.carafe.core.HttpError;
import org.carafe.core.PathValue;
import org.carafe.core.QueryValue;
import org.carafe.core.text.Messages;
import org.carafe.core.web.Exchange;
import org.carafe.mail.MailPreview;
import org.carafe.mail.MailPreviews;

/** One template with its sample data: HTML and text, each language, light and dark. */
@Named("preview")
@RequestScoped
public class OpenedPreview {

  private static final String PREFERS_DARK = "(prefers-color-scheme: dark)";

  @Inject
  @PathValue("template")
  String template;

  @Inject
  @QueryValue("lang")
  String language;

  @Inject
  @QueryValue("theme")
  String theme;

  @Inject
  @QueryValue("width")
  String width;

  private MailPreview mail;

  @SuppressWarnings("NullAway.Init") // injected, then rendered
  public OpenedPreview() {}

  @PostConstruct
  void render() {
    mail = rendered(template, language);
    FramedHtml.admit();
  }

  static MailPreview rendered(String template, String language) {
    return MailPreviews.of(Application.current())
        .render(template, locale(language))
        .orElseThrow(
            () ->
                HttpError.notFound(
                    "There is no sample of such a mail. Add one to its module’s MailSamples."));
  }

  private static Locale locale(String language) {
    return Messages.LANGUAGES.stream()
        .filter(locale -> locale.toLanguageTag().equals(language))
        .findFirst()
        .orElseGet(() -> Exchange.require().locale());
  }

  /** As a mail program in this theme shows it, whatever the system prefers. */
  static String themed(String html, String theme) {
    return switch (theme) {
      case "light" ->
          html.replace(PREFERS_DARK, "not all")
              .replace("color-scheme: light dark", "color-scheme: light");
      case "dark" ->
          html.replace(PREFERS_DARK, "all")
              .replace("color-scheme: light dark", "color-scheme: dark");
      default -> html;
    };
  }

  public String getTemplate() {
    return mail.template();
  }

  public String getSubject() {
    return mail.subject();
  }

  /** The text part, its links apart. */
  public List<LinkedText> getText() {
    return LinkedText.of(mail.text());
  }

  /** The languages there are. */
  public List<String> getLanguages() {
    return Messages.LANGUAGES.stream().map(Locale::toLanguageTag).toList();
  }

  /** The language it is shown in. */
  public String getLanguage() {
    return locale(language).toLanguageTag();
  }

  /** The theme it is shown in. */
  public String getTheme() {
    return theme.equals("dark") ? "dark" : "light";
  }

  /** Whether it is shown as wide as a telephone. */
  public boolean isNarrow() {
    return width.equals("narrow");
  }

  /** This page with one thing different. */
  public String url(String name, String value) {
    return Application.current()
        .urlFor(
            "dev.preview",
            "template",
            template,
            "lang",
            name.equals("lang") ? value : getLanguage(),
            "theme",
            name.equals("theme") ? value : getTheme(),
            "width",
            name.equals("width") ? value : isNarrow() ? "narrow" : "wide");
  }
}
