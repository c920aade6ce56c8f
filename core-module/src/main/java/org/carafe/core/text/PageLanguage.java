package org.carafe.core.text;

import jakarta.validation.MessageInterpolator;
import jakarta.validation.Validation;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.carafe.core.Application;
import org.carafe.core.web.Exchange;

/**
 * Lets Bean Validation complain in the language of whoever made the request, and not in the
 * server's. A constraint may name a text of a module: {@code @Pattern(regexp = "…", message =
 * "{shop.article.number.malformed}")}. Named in {@code META-INF/validation.xml}.
 */
public final class PageLanguage implements MessageInterpolator {
  private static final Pattern KEY = Pattern.compile("\\{([\\w.-]+)}");

  private final MessageInterpolator messages =
      Validation.byDefaultProvider()
          .configure()
          .ignoreXmlConfiguration()
          .getDefaultMessageInterpolator();

  @Override
  public String interpolate(String template, Context context) {
    Locale language =
        Exchange.current().map(Exchange::locale).orElseGet(() -> Messages.LANGUAGES.get(0));
    return interpolate(template, context, language);
  }

  @Override
  public String interpolate(String template, Context context, Locale language) {
    Matcher key = KEY.matcher(template);
    if (key.matches()) {
      Messages texts = Application.current().messages();
      if (texts.has(key.group(1))) {
        return texts.text(language, key.group(1));
      }
    }
    return messages.interpolate(template, context, language);
  }
}
