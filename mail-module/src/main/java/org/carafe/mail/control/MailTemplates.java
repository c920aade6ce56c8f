package org.carafe.mail.control;

import io.pebbletemplates.pebble.PebbleEngine;
import io.pebbletemplates.pebble.extension.AbstractExtension;
import io.pebbletemplates.pebble.extension.Function;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.carafe.core.text.Messages;
import org.carafe.mail.Recipient;
import org.carafe.mail.entity.RenderedMail;

/**
 * Renders a module's template for one recipient, as HTML and as text.
 *
 * <pre>{@code
 * {% extends "mail.layout" %}
 * {% import "mail.blocks" %}
 * {% block content %}
 * {{ heading(text('auth.mail.confirm.heading')) }}
 * {{ paragraph(greeting) }}
 * {{ button(text('auth.mail.confirm.button'), url) }}
 * {% endblock %}
 * }</pre>
 *
 * <p>Every template knows {@code appName}, {@code baseUrl}, {@code host}, {@code recipient}, {@code
 * greeting} and {@code subject}. A variable that nobody gave fails the rendering.
 */
public final class MailTemplates {

  private static final Set<String> OWN =
      Set.of(
          "appName",
          "baseUrl",
          "host",
          "recipient",
          "greeting",
          "subject",
          "preheader",
          "language",
          "direction",
          "unsubscribeUrl",
          TextFunction.ZONE);
  private static final Set<String> RIGHT_TO_LEFT = Set.of("ar", "fa", "he", "ur");
  private static final Pattern LINE_BREAKS = Pattern.compile("[\\p{Cc}\\p{Zl}\\p{Zp}]+");
  private static final Pattern TRAILING_SPACE =
      Pattern.compile("(?<!^--)[ \\t]+$", Pattern.MULTILINE);
  private static final Pattern EMPTY_LINES = Pattern.compile("\\n{3,}");

  private final Messages messages;
  private final Site site;
  private final Map<Format, TextFunction> texts = new EnumMap<>(Format.class);
  private final Map<Format, PebbleEngine> engines = new EnumMap<>(Format.class);

  /**
   * What the layout tells about the application.
   *
   * @param name its name
   * @param baseUrl where it is, without a path
   */
  public record Site(String name, URI baseUrl) {}

  /** The templates on the class path, with these texts. */
  public MailTemplates(Messages messages, Site site) {
    this.messages = messages;
    this.site = site;
    for (Format format : Format.values()) {
      texts.put(format, new TextFunction(messages, format));
      engines.put(format, engine(format));
    }
  }

  private PebbleEngine engine(Format format) {
    return new PebbleEngine.Builder()
        .loader(new TemplateFiles(format))
        .strictVariables(true)
        .autoEscaping(format == Format.HTML)
        .newLineTrimming(format == Format.HTML)
        .extension(
            new AbstractExtension() {
              @Override
              public Map<String, Function> getFunctions() {
                return Map.of("text", textFunction(format), "given", new GivenFunction());
              }
            })
        .build();
  }

  private TextFunction textFunction(Format format) {
    TextFunction function = texts.get(format);
    if (function == null) {
      throw new IllegalStateException("No texts for " + format);
    }
    return function;
  }

  /**
   * Renders.
   *
   * @param template such as {@code auth.confirm}
   * @throws IllegalArgumentException if there is no such template or text, or {@code data} uses a
   *     name of the layout
   * @throws io.pebbletemplates.pebble.error.PebbleException if a variable is missing
   */
  public RenderedMail render(String template, Recipient recipient, Map<String, ?> data) {
    return render(template, recipient, data, "");
  }

  /**
   * The same for mail that can be declined.
   *
   * @param unsubscribeUrl where; the layout's footer links to it. Empty for account mail
   */
  public RenderedMail render(
      String template, Recipient recipient, Map<String, ?> data, String unsubscribeUrl) {
    data.keySet().stream()
        .filter(OWN::contains)
        .findFirst()
        .ifPresent(
            name -> {
              throw new IllegalArgumentException(
                  "The mail data's \"%s\" is a name of the layout. Choose another."
                      .formatted(name));
            });
    String key = template.replaceFirst("\\.", ".mail.");
    String subject = subject(key + ".subject", recipient.locale());
    Map<String, Object> all = new HashMap<>(data);
    all.put("unsubscribeUrl", unsubscribeUrl);
    String html = render(Format.HTML, template, recipient, all, subject, key);
    String text = tidy(render(Format.TEXT, template, recipient, all, subject, key));
    return new RenderedMail(subject, html, text);
  }

  private String subject(String key, Locale locale) {
    String subject = textFunction(Format.TEXT).text(locale, key, site.name());
    return LINE_BREAKS.matcher(subject).replaceAll(" ").strip();
  }

  private String render(
      Format format,
      String template,
      Recipient recipient,
      Map<String, ?> data,
      String subject,
      String key) {
    PebbleEngine engine = engines.get(format);
    if (engine == null) {
      throw new IllegalStateException("No engine for " + format);
    }
    Map<String, Object> variables = new HashMap<>(data);
    variables.putAll(own(format, recipient, subject, key));
    StringWriter out = new StringWriter(4096);
    try {
      engine.getTemplate(template).evaluate(out, variables, recipient.locale());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toString();
  }

  private Map<String, Object> own(Format format, Recipient recipient, String subject, String key) {
    TextFunction text = textFunction(format);
    Locale locale = recipient.locale();
    String name = recipient.name();
    String greeting =
        name.isEmpty()
            ? text.text(locale, "mail.helloYou")
            : text.text(locale, "mail.hello", format.argument(name));
    String preheader =
        messages.has(key + ".preheader")
            ? text.text(locale, key + ".preheader", format.argument(site.name()))
            : "";
    return Map.of(
        "appName",
        site.name(),
        "baseUrl",
        site.baseUrl().toString(),
        "host",
        site.baseUrl().getAuthority(),
        "recipient",
        recipient,
        "greeting",
        format.finished(greeting),
        "subject",
        subject,
        "preheader",
        format.finished(preheader),
        "language",
        locale.toLanguageTag(),
        "direction",
        RIGHT_TO_LEFT.contains(locale.getLanguage()) ? "rtl" : "ltr",
        TextFunction.ZONE,
        recipient.zone());
  }

  private static String tidy(String text) {
    String trimmed = TRAILING_SPACE.matcher(text.replace("\r\n", "\n")).replaceAll("");
    return EMPTY_LINES.matcher(trimmed).replaceAll("\n\n").strip() + "\n";
  }
}
