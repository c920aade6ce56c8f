package org.carafe.dev.view;

import jakarta.el.ELContext;
import jakarta.el.ELResolver;
import jakarta.el.PropertyNotFoundException;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.enterprise.inject.spi.CDI;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.carafe.core.text.Suggestion;
import org.jspecify.annotations.Nullable;

/**
 * Refuses names at the beginning of an expression that nothing answers to. Faces takes them for
 * null, so that a misspelt bean shows nothing. What may rightly be null is what a page declares:
 * the variable of a repetition, a parameter of a template.
 */
public class KnownNames extends ELResolver {
  /** What Faces answers to itself, and may be null. */
  private static final Set<String> OF_FACES =
      Set.of("cc", "component", "flash", "flowScope", "session", "sessionScope", "view", "error");

  private final ThreadLocal<Boolean> asking = ThreadLocal.withInitial(() -> false);
  private final DeclaredNames declared = new DeclaredNames();

  @Override
  public @Nullable Object getValue(
      ELContext context, @Nullable Object base, @Nullable Object property) {
    if (base != null || !(property instanceof String name) || asking.get()) {
      return null;
    }
    asking.set(true);
    Object value;
    try {
      value = context.getELResolver().getValue(context, null, name);
    } finally {
      asking.remove();
    }
    if (value == null && !OF_FACES.contains(name) && !isBean(name) && !declared.has(name)) {
      throw new PropertyNotFoundException(
          "There is no bean “%s”.%s".formatted(name, suggestion(name, names())));
    }
    context.setPropertyResolved(null, name);
    return value;
  }

  private static boolean isBean(String name) {
    return !CDI.current().getBeanManager().getBeans(name).isEmpty();
  }

  /** The beans, and what every page has. */
  private Set<String> names() {
    BeanManager beans = CDI.current().getBeanManager();
    var names = new HashSet<>(Set.of("app", "msg"));
    beans.getBeans(Object.class, Any.Literal.INSTANCE).stream()
        .map(Bean::getName)
        .filter(Objects::nonNull)
        .filter(name -> !name.contains("."))
        .forEach(names::add);
    names.addAll(declared.all());
    return names;
  }

  /** The nearest name, or one that begins alike: {@code notes} for {@code notesPage}. */
  static String suggestion(String unknown, Set<String> known) {
    String near = Suggestion.of(unknown, known);
    if (!near.isEmpty()) {
      return near;
    }
    String sought = unknown.toLowerCase(Locale.ROOT);
    Optional<String> beginning =
        known.stream()
            .filter(name -> name.length() > 2)
            .filter(
                name ->
                    sought.startsWith(name.toLowerCase(Locale.ROOT))
                        || name.toLowerCase(Locale.ROOT).startsWith(sought))
            .max(Comparator.comparingInt(String::length).thenComparing(Comparator.naturalOrder()));
    return beginning.map(name -> " Did you mean “" + name + "”?").orElse("");
  }

  @Override
  public @Nullable Class<?> getType(
      ELContext context, @Nullable Object base, @Nullable Object property) {
    return null;
  }

  @Override
  public void setValue(
      ELContext context, @Nullable Object base, @Nullable Object property, @Nullable Object value) {
    // Others set.
  }

  @Override
  public boolean isReadOnly(ELContext context, @Nullable Object base, @Nullable Object property) {
    return false;
  }

  @Override
  public @Nullable Class<?> getCommonPropertyType(ELContext context, @Nullable Object base) {
    return null;
  }
}
