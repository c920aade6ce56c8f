package org.carafe.web.tags;

import jakarta.faces.component.UIComponent;
import jakarta.faces.context.FacesContext;
import jakarta.faces.convert.Converter;
import jakarta.faces.convert.ConverterException;
import jakarta.faces.convert.FacesConverter;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.carafe.core.Principal;
import org.carafe.core.web.Exchange;
import org.jspecify.annotations.Nullable;

/**
 * An {@link Instant} as a browser's {@code datetime-local} field posts it, in the person's zone.
 */
@FacesConverter(forClass = Instant.class)
public final class MomentConverter implements Converter<@Nullable Instant> {
  private static final DateTimeFormatter MINUTES =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm");

  @Override
  public @Nullable Instant getAsObject(
      FacesContext context, UIComponent component, @Nullable String typed) {
    if (typed == null || typed.isBlank()) {
      return null;
    }
    try {
      return LocalDateTime.parse(typed.strip()).atZone(zone()).toInstant();
    } catch (DateTimeException malformed) {
      throw new ConverterException(malformed);
    }
  }

  @Override
  public String getAsString(FacesContext context, UIComponent component, @Nullable Instant value) {
    return value == null ? "" : MINUTES.withZone(zone()).format(value);
  }

  private static ZoneId zone() {
    return Exchange.current()
        .flatMap(Exchange::principal)
        .map(Principal::zone)
        .orElse(ZoneOffset.UTC);
  }
}
