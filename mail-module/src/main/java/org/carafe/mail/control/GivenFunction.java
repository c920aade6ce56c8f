package org.carafe.mail.control;

import io.pebbletemplates.pebble.error.PebbleException;
import io.pebbletemplates.pebble.extension.Function;
import io.pebbletemplates.pebble.template.EvaluationContext;
import io.pebbletemplates.pebble.template.PebbleTemplate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * {@code given('url', url)} in a block: fails where the template gave nothing. Pebble fails on
 * unknown variables, but fills a macro's missing arguments with nothing.
 */
final class GivenFunction implements Function {

  private static final String NAME = "name";
  private static final String VALUE = "value";

  @Override
  public List<String> getArgumentNames() {
    return List.of(NAME, VALUE);
  }

  @Override
  public Object execute(
      Map<String, @Nullable Object> arguments,
      PebbleTemplate self,
      EvaluationContext context,
      int line) {
    Object value = arguments.get(VALUE);
    if (value == null) {
      throw new PebbleException(
          null,
          "A block of the mail gets no %s. Give it one.".formatted(arguments.get(NAME)),
          line,
          self.getName());
    }
    return value;
  }
}
