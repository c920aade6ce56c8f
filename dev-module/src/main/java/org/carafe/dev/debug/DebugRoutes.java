package org.carafe.dev.debug;

import org.carafe.core.Registration;

/** The debugger's URLs, which are there only while somebody debugs. */
public final class DebugRoutes {
  private DebugRoutes() {}

  /** Declares them, or nothing. */
  public static void declare(Registration app) {
    if (Debugging.isOn()) {
      app.handler("debug", "GET", "/dev/debug/{id}", DebugHandler.class).anonymous();
      app.handler("debugUnlock", "POST", "/dev/debug/{id}/unlock", UnlockHandler.class).anonymous();
      app.handler("debugConsole", "POST", "/dev/debug/{id}/console", ConsoleHandler.class)
          .anonymous();
      app.handler("debugStop", "POST", "/dev/debug/{id}/stop", StopHandler.class).anonymous();
    }
  }
}
