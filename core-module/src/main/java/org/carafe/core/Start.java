package org.carafe.core;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Startup;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import org.carafe.core.persistence.Migrations;

/**
 * The first thing that happens in the server: the application is assembled, the schema brought up.
 */
@ApplicationScoped
public class Start {
  private static final Logger LOG = System.getLogger(Start.class.getName());

  @Inject Migrations migrations;

  void start(@Observes @Priority(1) Startup event) {
    try {
      migrations.migrate(Application.create().install().configuration());
    } catch (RuntimeException | LinkageError failure) {
      // Logged here, because the server reports a failed observer without its cause.
      LOG.log(Level.ERROR, failure.getMessage(), failure);
      throw failure;
    }
  }
}
