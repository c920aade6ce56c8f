package org.carafe.mail;

import java.net.URI;
import java.time.ZoneId;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.TreeMap;
import org.carafe.core.Application;
import org.carafe.core.config.CoreSettings;
import org.carafe.core.text.Messages;
import org.carafe.mail.control.MailTemplates;
import org.carafe.mail.entity.MailEnclosure;
import org.carafe.mail.entity.OutboxMessage;
import org.carafe.mail.entity.RenderedMail;

/**
 * Every template of every module, with the sample data that its module supplies.
 *
 * <pre>{@code
 * var previews = MailPreviews.of(Application.current());
 * previews.render("auth.confirm", Locale.GERMAN).orElseThrow().html();
 * }</pre>
 */
public final class MailPreviews {

  private static final String SOMEBODY = "ada@example.org";
  private static final String NAME = "Ada Lovelace";

  private final MailTemplates templates;
  private final URI baseUrl;
  private final Map<String, MailSample> samples = new TreeMap<>();

  /** With these texts and samples; the last sample of a template counts. */
  public MailPreviews(
      Messages messages, String appName, URI baseUrl, Collection<MailSample> samples) {
    this.baseUrl = baseUrl;
    this.templates = new MailTemplates(messages, new MailTemplates.Site(appName, baseUrl));
    samples.forEach(sample -> this.samples.put(sample.template(), sample));
  }

  /** Of the modules on the class path. */
  public static MailPreviews of(Application application) {
    return new MailPreviews(
        application.messages(),
        application.configuration().get(CoreSettings.APP_NAME),
        application.configuration().get(CoreSettings.BASE_URL),
        discover());
  }

  /** The samples of the modules on the class path. */
  public static List<MailSample> discover() {
    return ServiceLoader.load(MailSamples.class).stream()
        .flatMap(module -> module.get().all().stream())
        .toList();
  }

  /** The templates there are samples of, in alphabetical order. */
  public List<String> templates() {
    return List.copyOf(samples.keySet());
  }

  /** A template with its sample data; empty if there is none. */
  public Optional<MailPreview> render(String template, Locale locale) {
    return Optional.ofNullable(samples.get(template)).map(sample -> render(sample, locale));
  }

  private MailPreview render(MailSample sample, Locale locale) {
    Recipient recipient = new Recipient(SOMEBODY, NAME, locale, ZoneId.of("Europe/Berlin"));
    boolean optional = !sample.envelope().category().equals(OutboxMessage.ACCOUNT);
    RenderedMail mail =
        templates.render(
            sample.template(),
            recipient,
            sample.data(),
            optional ? baseUrl.resolve("/mail/unsubscribe/preview").toString() : "");
    String html = withPictures(mail.html(), sample.envelope().enclosures());
    return new MailPreview(sample.template(), mail.subject(), html, mail.text());
  }

  /** There is no mail yet that a picture could be a part of. */
  private static String withPictures(String html, List<MailEnclosure> enclosures) {
    return InlinePictures.shown(
        html,
        id ->
            enclosures.stream()
                .filter(picture -> id.equals(picture.contentId().orElse(picture.name())))
                .findFirst()
                .map(picture -> InlinePictures.data(picture.type(), picture.content())));
  }
}
