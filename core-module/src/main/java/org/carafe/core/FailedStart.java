package org.carafe.core;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import org.carafe.core.config.Configuration;
import org.carafe.core.config.ConfigurationException;
import org.carafe.core.config.Profile;
import org.carafe.core.config.Surroundings;

/**
 * A start that failed, at whichever of its steps. The server would go on without the application
 * and answer 404 to everybody; in production whoever watches the process is to see that it failed.
 */
public final class FailedStart {
  private static final Logger LOG = System.getLogger(FailedStart.class.getName());

  /** How long the server's log takes at most to be written. */
  private static final Duration LOGGING = Duration.ofSeconds(2);

  private FailedStart() {}

  /**
   * Logs why, because the server reports a failed observer or listener without its cause, and ends
   * the process in production.
   */
  public static void of(Throwable failure) {
    LOG.log(Level.ERROR, failure.getMessage(), failure);
    if (isProduction()) {
      endSoon();
    }
  }

  private static boolean isProduction() {
    try {
      return Configuration.read(Surroundings.current(), List.of()).profile() == Profile.PROD;
    } catch (ConfigurationException unknownProfile) {
      return true;
    }
  }

  /** Not by exit: its hooks wait for this very deployment. */
  private static void endSoon() {
    var end =
        new Thread(
            () -> {
              try {
                Thread.sleep(LOGGING.toMillis());
              } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
              }
              Runtime.getRuntime().halt(1);
            },
            "failed-start");
    end.setDaemon(true);
    end.start();
  }
}
