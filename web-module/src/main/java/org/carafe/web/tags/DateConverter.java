package org.carafe.web.tags;

import jakarta.faces.component.UIComponent;
import jakarta.faces.context.FacesContext;
import jakarta.faces.convert.Converter;
import jakarta.faces.convert.ConverterException;
import jakarta.faces.convert.FacesConverter;
import java.time.DateTimeException;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** A {@link LocalDate} as a browser's date field posts it, ISO 8601. */
@FacesConverter(forClass = LocalDate.class)
public final class DateConverter implements Converter<@Nullable LocalDate> {

  @Override
  public @Nullable LocalDate getAsObject(
      FacesContext context, UIComponent component, @Nullable String typed) {
    if (typed == null || typed.isBlank()) {
      return null;
    }
    try {
      return LocalDate.parse(typed.strip());
    } catch (DateTimeException malformed) {
      throw new ConverterException(malformed);
    }
  }

  @Override
  public String getAsString(
      FacesContext context, UIComponent component, @Nullable LocalDate value) {
    return value == null ? "" : value.toString();
  }
}
