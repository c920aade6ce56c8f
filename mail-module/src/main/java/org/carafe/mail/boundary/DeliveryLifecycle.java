package org.carafe.mail.boundary;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.inject.Inject;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.annotation.WebListener;
import org.carafe.mail.control.Courier;

/**
 * Begins delivery when the application is up and ends it when it goes down. CDI's startup event
 * would be too early: the threads' resources are bound to their names after it.
 */
@WebListener
public class DeliveryLifecycle implements ServletContextListener {

  @Inject Courier courier;
  @Resource ManagedThreadFactory threads;

  @SuppressWarnings("NullAway.Init") // the server injects
  public DeliveryLifecycle() {}

  @Override
  public void contextInitialized(ServletContextEvent event) {
    courier.start(threads);
  }

  @Override
  public void contextDestroyed(ServletContextEvent event) {
    courier.stop();
  }
}
