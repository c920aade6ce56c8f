package org.carafe.dev.view;

import jakarta.el.PropertyNotFoundException;
import java.beans.FeatureDescriptor;
import java.beans.IntrospectionException;
import java.beans.Introspector;
import java.util.Arrays;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.carafe.core.text.Suggestion;

/** Adds the nearest property to the message about one that a bean does not have. */
final class UnknownProperty {
  private static final Pattern CLASS_AND_PROPERTY =
      Pattern.compile("'(?<type>[\\w.$]+)'.*'(?<property>\\w+)'");

  private UnknownProperty() {}

  static RuntimeException explained(RuntimeException failure) {
    if (!(failure instanceof PropertyNotFoundException)) {
      return failure;
    }
    String full = String.valueOf(failure.getMessage());
    var said = CLASS_AND_PROPERTY.matcher(full);
    if (!said.find()) {
      return failure;
    }
    String near = Suggestion.of(said.group("property"), properties(said.group("type")));
    if (near.isEmpty() || full.endsWith(near)) {
      return failure;
    }
    var explained = new PropertyNotFoundException((full.endsWith(".") ? full : full + ".") + near);
    explained.setStackTrace(failure.getStackTrace());
    return explained;
  }

  private static Set<String> properties(String type) {
    try {
      ClassLoader loader = Thread.currentThread().getContextClassLoader();
      return Arrays.stream(
              Introspector.getBeanInfo(Class.forName(type, false, loader)).getPropertyDescriptors())
          .filter(property -> property.getReadMethod() != null)
          .map(FeatureDescriptor::getName)
          .filter(name -> !name.equals("class"))
          .collect(Collectors.toSet());
    } catch (ClassNotFoundException | LinkageError | IntrospectionException none) {
      return Set.of();
    }
  }
}
