package org.carafe.core.web;

import jakarta.enterprise.inject.spi.CDI;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.ServletContainerInitializer;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import java.util.EnumSet;
import java.util.Set;
import org.carafe.core.Application;
import org.carafe.core.FailedStart;
import org.carafe.core.config.Profile;
import org.carafe.core.event.ApplicationReady;
import org.jspecify.annotations.Nullable;

/**
 * Puts the chain of filters in front of everything, in the order a request passes them. Runs after
 * {@link org.carafe.core.Start}.
 */
public final class Initializer implements ServletContainerInitializer {

  @Override
  public void onStartup(@Nullable Set<Class<?>> none, ServletContext context) {
    try {
      put(context);
    } catch (RuntimeException | LinkageError failure) {
      FailedStart.of(failure);
      throw failure;
    }
  }

  private static void put(ServletContext context) {
    Application application = Application.current();
    configureFaces(context, application.configuration().profile());
    var statics = new StaticFiles(context, application.blueprints());
    context.setAttribute(StaticFiles.class.getName(), statics);
    add(context, "unread", new UnreadAnswers());
    add(context, "boundary", new RequestBoundary(application));
    if (application.configuration().profile() == Profile.DEV) {
      add(context, "host", new HostGuard(application));
    }
    add(context, "path", new PathGuard());
    add(context, "static", statics);
    add(context, "origin", new OriginGuard());
    add(context, "size", new SizeGuard(application));
    add(context, "body", new BodyGate(application));
    add(context, "faces-guard", new FacesGuard());
    add(context, "router", new Router());
    context.addListener(new Ready());
    context.addListener(new ServerLog());
  }

  /** Tells the modules that they can do what they do at start. */
  private static final class Ready implements ServletContextListener {
    @Override
    public void contextInitialized(ServletContextEvent event) {
      try {
        CDI.current().getBeanManager().getEvent().fire(new ApplicationReady());
      } catch (RuntimeException | LinkageError failure) {
        FailedStart.of(failure);
        throw failure;
      }
    }
  }

  private static void add(ServletContext context, String name, Filter filter) {
    var registration = context.addFilter("carafe-" + name, filter);
    registration.setAsyncSupported(true);
    registration.addMappingForUrlPatterns(EnumSet.of(DispatcherType.REQUEST), true, "/*");
  }

  private static void configureFaces(ServletContext context, Profile profile) {
    boolean dev = profile == Profile.DEV;
    // Also in development: Faces would answer exceptions with a page of its own, script inline.
    context.setInitParameter("jakarta.faces.PROJECT_STAGE", "Production");
    context.setInitParameter("jakarta.faces.FACELETS_REFRESH_PERIOD", dev ? "0" : "-1");
    context.setInitParameter("jakarta.faces.FACELETS_SKIP_COMMENTS", "true");
    context.setInitParameter("jakarta.faces.FACELETS_BUFFER_SIZE", "8192");
    context.setInitParameter("jakarta.faces.AUTOMATIC_EXTENSIONLESS_MAPPING", "false");
    context.setInitParameter(
        "jakarta.faces.INTERPRET_EMPTY_STRING_SUBMITTED_VALUES_AS_NULL", "true");
    context.setInitParameter("jakarta.faces.DISABLE_DEFAULT_BEAN_VALIDATOR", "false");
    // The view state is the constant “stateless”; HTML knows no autocomplete on hidden inputs.
    context.setInitParameter("com.sun.faces.autoCompleteOffOnViewState", "false");
  }
}
