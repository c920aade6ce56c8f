package org.carafe.dev.debug;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.ServletContainerInitializer;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import java.lang.ref.WeakReference;
import java.util.EnumSet;
import java.util.Set;
import org.carafe.dev.view.KnownTags;
import org.jspecify.annotations.Nullable;

/**
 * Has pages looked through for misspelt tags, and puts the debug filter around everything, the
 * kernel's own filters included.
 */
public final class Debugger implements ServletContainerInitializer {

  /** Nothing that was typed into a console outlives the application's classes. */
  private static final class Ending implements ServletContextListener {
    @Override
    public void contextDestroyed(ServletContextEvent event) {
      Console.closeAll();
    }
  }

  @Override
  public void onStartup(@Nullable Set<Class<?>> none, ServletContext context) {
    context.setInitParameter("jakarta.faces.FACELETS_DECORATORS", KnownTags.class.getName());
    Debugging.root()
        .ifPresent(
            root -> {
              System.getProperties()
                  .put(Debugging.LOADER, new WeakReference<>(Debugger.class.getClassLoader()));
              var filter = context.addFilter("debug", new DebugFilter(root));
              filter.setAsyncSupported(true);
              filter.addMappingForUrlPatterns(EnumSet.of(DispatcherType.REQUEST), false, "/*");
              context.addListener(new Ending());
            });
  }
}
