package org.carafe.mail.control;

import io.pebbletemplates.pebble.extension.Function;
import io.pebbletemplates.pebble.template.EvaluationContext;
import io.pebbletemplates.pebble.template.PebbleTemplate;
import java.text.MessageFormat;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.FormatStyle;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.carafe.core.text.Messages;
import org.jspecify.annotations.Nullable;

/**
 * {@code text('auth.mail.confirm.body', name, expires)} in a template: the text of a module's
 * bundle in the recipient's language. Arguments are escaped; an {@link Instant} is told in the
 * recipient's zone, a {@link Duration} in words.
 */
final class TextFunction implements Function {

  static final String ZONE = "zone";

  private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\d");

  private static final DateTimeFormatter MOMENT =
      new DateTimeFormatterBuilder()
          .appendLocalized(FormatStyle.LONG, FormatStyle.SHORT)
          .appendPattern(" z")
          .toFormatter(Locale.ROOT);

  private final Messages messages;
  private final Format format;

  TextFunction(Messages messages, Format format) {
    this.messages = messages;
    this.format = format;
  }

  @Override
  public @Nullable List<String> getArgumentNames() {
    return null; // any number of them, named "0", "1", …
  }

  @Override
  public Object execute(
      Map<String, Object> arguments, PebbleTemplate self, EvaluationContext context, int line) {
    Object key = arguments.get("0");
    if (key == null) {
      throw new IllegalArgumentException(
          "text() in %s, line %d, needs a key.".formatted(self.getName(), line));
    }
    Object[] values = new Object[arguments.size() - 1];
    for (int i = 0; i < values.length; i++) {
      values[i] = value(arguments.get(String.valueOf(i + 1)), context);
    }
    return format.finished(text(context.getLocale(), key.toString(), values));
  }

  /**
   * The text, its arguments already formatted.
   *
   * @throws IllegalArgumentException if the text wants more of them
   */
  String text(Locale locale, String key, Object... values) {
    String pattern = format.pattern(messages.text(locale, key));
    if (values.length == 0 && !PLACEHOLDER.matcher(pattern).find()) {
      return pattern;
    }
    var message = new MessageFormat(pattern, locale);
    int wanted = message.getFormatsByArgumentIndex().length;
    if (wanted > values.length) {
      throw new IllegalArgumentException(
          "The text “%s” wants %d arguments and gets %d. Give text() the others."
              .formatted(key, wanted, values.length));
    }
    return message.format(values);
  }

  private Object value(@Nullable Object argument, EvaluationContext context) {
    if (argument == null) {
      throw new IllegalArgumentException("An argument of text() is null. Give it a value.");
    }
    if (argument instanceof Number number) {
      return number;
    }
    if (argument instanceof Duration time) {
      return format.argument(messages.duration(context.getLocale(), time));
    }
    if (argument instanceof Instant instant) {
      return format.argument(
          MOMENT
              .withLocale(context.getLocale())
              .format(instant.atZone((ZoneId) context.getVariable(ZONE))));
    }
    return format.argument(String.valueOf(argument));
  }
}
