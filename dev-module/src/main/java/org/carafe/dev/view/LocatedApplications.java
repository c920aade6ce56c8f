package org.carafe.dev.view;

import jakarta.el.ELContext;
import jakarta.el.ELResolver;
import jakarta.el.ExpressionFactory;
import jakarta.el.MethodExpression;
import jakarta.el.ValueExpression;
import jakarta.faces.application.Application;
import jakarta.faces.application.ApplicationFactory;
import jakarta.faces.application.ApplicationWrapper;
import java.lang.reflect.Method;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Has expressions of pages say where they stand when they fail. */
public class LocatedApplications extends ApplicationFactory {

  /** Called by Faces. */
  public LocatedApplications(ApplicationFactory wrapped) {
    super(wrapped);
  }

  @Override
  public Application getApplication() {
    return new Located(getWrapped().getApplication());
  }

  @Override
  public void setApplication(Application application) {
    getWrapped().setApplication(application);
  }

  private static final class Located extends ApplicationWrapper {
    Located(Application wrapped) {
      super(wrapped);
    }

    @Override
    public ExpressionFactory getExpressionFactory() {
      return new Expressions(super.getExpressionFactory());
    }
  }

  private static final class Expressions extends ExpressionFactory {
    private final ExpressionFactory wrapped;

    Expressions(ExpressionFactory wrapped) {
      this.wrapped = wrapped;
    }

    @Override
    public ValueExpression createValueExpression(ELContext context, String text, Class<?> type) {
      var expression = wrapped.createValueExpression(context, text, type);
      return Place.of(text)
          .<ValueExpression>map(place -> new LocatedValue(place, expression))
          .orElse(expression);
    }

    @Override
    public ValueExpression createValueExpression(Object value, Class<?> type) {
      return wrapped.createValueExpression(value, type);
    }

    @Override
    public MethodExpression createMethodExpression(
        ELContext context, String text, Class<?> result, Class<?>[] parameters) {
      return wrapped.createMethodExpression(context, text, result, parameters);
    }

    @Override
    public <T> @Nullable T coerceToType(@Nullable Object value, Class<T> type) {
      return wrapped.coerceToType(value, type);
    }

    @Override
    public ELResolver getStreamELResolver() {
      return wrapped.getStreamELResolver();
    }

    @Override
    public Map<String, Method> getInitFunctionMap() {
      return wrapped.getInitFunctionMap();
    }
  }
}
