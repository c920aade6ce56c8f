package org.carafe.core.faces;

import jakarta.el.ELContext;
import jakarta.el.ELResolver;
import jakarta.el.PropertyNotFoundException;
import java.beans.IntrospectionException;
import java.beans.Introspector;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.carafe.core.ContextValue;
import org.carafe.core.text.Suggestion;
import org.carafe.core.web.Beans;
import org.carafe.core.web.Exchange;
import org.jspecify.annotations.Nullable;

/**
 * What views know by name: {@code app}, the template bean with every module's context values;
 * {@code msg}, the texts; and {@code error} on the error page. An unknown name below {@code app} or
 * {@code msg} fails with a suggestion instead of showing nothing.
 */
public class TemplateNames extends ELResolver {
  private static final Duration A_MINUTE = Duration.ofMinutes(1);
  private static final Set<String> OWN = properties(TemplateBean.class);

  @Override
  public @Nullable Object getValue(
      ELContext context, @Nullable Object base, @Nullable Object property) {
    if (!(property instanceof String name)) {
      return null;
    }
    if (base == null) {
      return named(context, name);
    }
    if (base instanceof TemplateBean bean && !OWN.contains(name)) {
      context.setPropertyResolved(base, property);
      return contextValue(bean, name);
    }
    if (base instanceof TextsBean texts) {
      context.setPropertyResolved(base, property);
      return texts.get(name);
    }
    return null;
  }

  private static @Nullable Object named(ELContext context, String name) {
    Exchange exchange =
        name.equals("app") || name.equals("msg") || name.equals("error")
            ? Exchange.current().orElse(null)
            : null;
    if (exchange == null) {
      return null;
    }
    context.setPropertyResolved(null, name);
    return switch (name) {
      case "app" -> exchange.attribute(TemplateBean.class, () -> new TemplateBean(exchange));
      case "msg" -> exchange.attribute(TextsBean.class, () -> new TextsBean(exchange));
      default ->
          new ErrorBean(
              exchange.errorStatus(),
              exchange.requestId(),
              exchange.isRefusedForItsOrigin(),
              exchange.explanation().orElse(null),
              exchange.retryAfter().map(TemplateNames::inMinutes).orElse(A_MINUTE),
              exchange.comesBackTo().orElse(null),
              exchange.mostToSend());
    };
  }

  /** More than a minute is told in minutes, the last one counted whole. */
  private static Duration inMinutes(Duration wait) {
    return wait.compareTo(A_MINUTE) <= 0
        ? wait
        : Duration.ofMinutes(wait.plus(A_MINUTE).minusSeconds(1).toMinutes());
  }

  /** What the error page knows. */
  public record ErrorBean(
      int status,
      String requestId,
      boolean fromAnotherSite,
      @Nullable String explanation,
      Duration pause,
      @Nullable String next,
      String most) {
    /** The HTTP status. */
    public int getStatus() {
      return status;
    }

    /** The number to quote. */
    public String getRequestId() {
      return requestId;
    }

    /** Whether it was refused because another site sent it. */
    public boolean isFromAnotherSite() {
      return fromAnotherSite;
    }

    /** The key of a text of its own, {@code null} where the usual one for the status will do. */
    public @Nullable String getExplanation() {
      return explanation;
    }

    /** Where to come back to after signing in, {@code null} where nothing can be opened. */
    public @Nullable String getNext() {
      return next;
    }

    /** How much can be sent at once. */
    public String getMost() {
      return most;
    }

    /** How long to wait before it makes sense to try again. */
    public Duration getPause() {
      return pause;
    }
  }

  private static @Nullable Object contextValue(TemplateBean bean, String name) {
    Map<String, ContextValue<?>> values = bean.exchange().application().contextValues();
    ContextValue<?> value = values.get(name);
    if (value == null) {
      var known = new TreeSet<>(values.keySet());
      known.addAll(OWN);
      throw new PropertyNotFoundException(
          "The template bean has no “" + name + "”." + Suggestion.of(name, known));
    }
    return ask(value);
  }

  private static <B> @Nullable Object ask(ContextValue<B> value) {
    return value.value().apply(Beans.get(value.bean()));
  }

  private static Set<String> properties(Class<?> bean) {
    try {
      return Arrays.stream(Introspector.getBeanInfo(bean).getPropertyDescriptors())
          .map(descriptor -> descriptor.getName())
          .collect(Collectors.toUnmodifiableSet());
    } catch (IntrospectionException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  @Override
  public @Nullable Class<?> getType(
      ELContext context, @Nullable Object base, @Nullable Object property) {
    return null;
  }

  @Override
  public void setValue(
      ELContext context, @Nullable Object base, @Nullable Object property, @Nullable Object value) {
    // Nothing here can be set; another resolver reports it.
  }

  @Override
  public boolean isReadOnly(ELContext context, @Nullable Object base, @Nullable Object property) {
    return true;
  }

  @Override
  public @Nullable Class<?> getCommonPropertyType(ELContext context, @Nullable Object base) {
    return base == null ? String.class : null;
  }
}
