package org.carafe.core.web;

import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/**
 * Keeps the server from logging a stack trace of whatever a page throws, ordinary 404s included:
 * {@link ErrorAnswer} answers it and logs what is worth logging.
 */
final class ServerLog implements ServletContextListener {
  /** Held, because a logger that nobody holds forgets its filter. */
  private final Logger container = Logger.getLogger("jakarta.enterprise.web.core");

  @Override
  public void contextInitialized(ServletContextEvent event) {
    container.setFilter(ServerLog::isTheServersOwn);
  }

  @Override
  public void contextDestroyed(ServletContextEvent event) {
    container.setFilter(null);
  }

  private static boolean isTheServersOwn(LogRecord record) {
    return record.getThrown() == null || Exchange.current().isEmpty();
  }
}
