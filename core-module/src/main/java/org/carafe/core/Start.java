package org.carafe.core;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Startup;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import org.carafe.core.config.Configuration;
import org.carafe.core.config.ConfigurationException;
import org.carafe.core.config.Profile;
import org.carafe.core.config.Surroundings;
import org.carafe.core.persistence.Migrations;

/**
 * The first thing that happens in the server: the application is assembled, the schema brought up.
 */
@ApplicationScoped
public class Start {
  private static final Logger LOG = System.getLogger(Start.class.getName());

  /** How long the server's log takes at most to be written. */
  private static final Duration LOGGING = Duration.ofSeconds(2);

  @Inject Migrations migrations;

  void start(@Observes @Priority(1) Startup event) {
    try {
      migrations.migrate(Application.create().install().configuration());
    } catch (RuntimeException | LinkageError failure) {
      // Logged here, because the server reports a failed observer without its cause.
      LOG.log(Level.ERROR, failure.getMessage(), failure);
      if (isProduction()) {
        endSoon();
      }
      throw failure;
    }
  }

  private static boolean isProduction() {
    try {
      return Configuration.read(Surroundings.current(), List.of()).profile() == Profile.PROD;
    } catch (ConfigurationException unknownProfile) {
      return true;
    }
  }

  /**
   * The server would go on without the application and answer 404 to everybody. Whoever watches the
   * process is to see that it failed. Not by exit: its hooks wait for this very deployment.
   */
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
