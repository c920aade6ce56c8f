package org.carafe.core.text;

import jakarta.validation.MessageInterpolator;
import jakarta.validation.Validation;
import java.util.Locale;
import org.carafe.core.web.Exchange;

/**
 * Lets Bean Validation complain in the language of whoever made the request, and not in the
 * server's. Named in {@code META-INF/validation.xml}.
 */
public final class PageLanguage implements MessageInterpolator {
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
    return messages.interpolate(template, context, language);
  }
}
