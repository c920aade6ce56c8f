package org.carafe.core;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Startup;
import jakarta.inject.Inject;
import org.carafe.core.persistence.Migrations;

/**
 * The first thing that happens in the server: the application is assembled, the schema brought up.
 */
@ApplicationScoped
public class Start {
  @Inject Migrations migrations;

  void start(@Observes @Priority(1) Startup event) {
    try {
      migrations.migrate(Application.create().install().configuration());
    } catch (RuntimeException | LinkageError failure) {
      FailedStart.of(failure);
      throw failure;
    }
  }
}
