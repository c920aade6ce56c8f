package org.carafe.mail.boundary;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.carafe.mail.control.Courier;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready while mail is being delivered: otherwise it would stand still and nobody would know. */
@Readiness
@ApplicationScoped
public class DeliveryHealth implements HealthCheck {
  @Inject Courier courier;

  @SuppressWarnings("NullAway.Init") // CDI injects
  public DeliveryHealth() {}

  @Override
  public HealthCheckResponse call() {
    return HealthCheckResponse.named("mail").status(courier.isRunning()).build();
  }
}
