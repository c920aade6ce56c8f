package org.carafe.core.web;

import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.enterprise.inject.spi.InjectionPoint;
import java.lang.annotation.Annotation;
import java.util.Optional;
import org.carafe.core.PathValue;
import org.carafe.core.QueryValue;
import org.jspecify.annotations.Nullable;

/** Makes values of the URL injectable. */
@Dependent
class RequestValues {

  @Produces
  @PathValue("")
  String pathText(InjectionPoint point) {
    return path(point).orElse("");
  }

  @Produces
  @PathValue("")
  @Nullable Long pathNumber(InjectionPoint point) {
    return path(point).flatMap(RequestValues::number).orElse(null);
  }

  @Produces
  @QueryValue("")
  String queryText(InjectionPoint point) {
    return query(point).orElse("");
  }

  @Produces
  @QueryValue("")
  @Nullable Long queryNumber(InjectionPoint point) {
    return query(point).flatMap(RequestValues::number).orElse(null);
  }

  private static Optional<String> path(InjectionPoint point) {
    return Exchange.current()
        .flatMap(exchange -> exchange.pathValue(qualifier(point, PathValue.class).value()));
  }

  private static Optional<String> query(InjectionPoint point) {
    String name = qualifier(point, QueryValue.class).value();
    return Exchange.current()
        .flatMap(exchange -> new QueryString(exchange.request().getQueryString()).first(name));
  }

  private static <A extends Annotation> A qualifier(InjectionPoint point, Class<A> type) {
    return point.getQualifiers().stream()
        .filter(type::isInstance)
        .map(type::cast)
        .findFirst()
        .orElseThrow();
  }

  private static Optional<Long> number(String text) {
    try {
      return Optional.of(Long.valueOf(text));
    } catch (NumberFormatException none) {
      return Optional.empty();
    }
  }
}
