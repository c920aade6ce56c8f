package org.carafe.dev.view;

import jakarta.el.ELContext;
import jakarta.el.ValueExpression;
import jakarta.el.ValueReference;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** An expression that knows where it stands. */
final class LocatedValue extends ValueExpression {
  private static final long serialVersionUID = 1L;
  private final transient Place place;
  private final ValueExpression wrapped;

  LocatedValue(Place place, ValueExpression wrapped) {
    this.place = place;
    this.wrapped = wrapped;
  }

  @Override
  @SuppressWarnings("TypeParameterUnusedInFormals") // so it is declared
  public <T> @Nullable T getValue(ELContext context) {
    try {
      return wrapped.getValue(context);
    } catch (FailedExpression within) {
      throw within;
    } catch (RuntimeException failure) {
      throw new FailedExpression(
          place, Place.unmarked(getExpressionString()), UnknownProperty.explained(failure));
    }
  }

  @Override
  public void setValue(ELContext context, @Nullable Object value) {
    wrapped.setValue(context, value);
  }

  @Override
  public boolean isReadOnly(ELContext context) {
    return wrapped.isReadOnly(context);
  }

  @Override
  public @Nullable Class<?> getType(ELContext context) {
    return wrapped.getType(context);
  }

  @Override
  public Class<?> getExpectedType() {
    return wrapped.getExpectedType();
  }

  @Override
  public @Nullable ValueReference getValueReference(ELContext context) {
    return wrapped.getValueReference(context);
  }

  @Override
  public String getExpressionString() {
    return wrapped.getExpressionString();
  }

  @Override
  public boolean isLiteralText() {
    return wrapped.isLiteralText();
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof LocatedValue value && wrapped.equals(value.wrapped);
  }

  @Override
  public int hashCode() {
    return Objects.hash(wrapped);
  }
}
