package org.carafe.dev.debug;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.ServletContainerInitializer;
import jakarta.servlet.ServletContext;
import java.lang.ref.WeakReference;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Puts the debug filter around everything, the kernel's own filters included. */
public final class Debugger implements ServletContainerInitializer {

  @Override
  public void onStartup(@Nullable Set<Class<?>> none, ServletContext context) {
    Debugging.root()
        .ifPresent(
            root -> {
              System.getProperties()
                  .put(Debugging.LOADER, new WeakReference<>(Debugger.class.getClassLoader()));
              var filter = context.addFilter("debug", new DebugFilter(root));
              filter.setAsyncSupported(true);
              filter.addMappingForUrlPatterns(EnumSet.of(DispatcherType.REQUEST), false, "/*");
            });
  }
}
