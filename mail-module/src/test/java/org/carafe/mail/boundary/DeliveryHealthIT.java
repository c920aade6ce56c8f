package org.carafe.mail.boundary;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.inject.Inject;
import java.net.URI;
import org.carafe.core.Application;
import org.carafe.core.config.CoreSettings;
import org.carafe.mail.control.Courier;
import org.carafe.testing.Answer;
import org.carafe.testing.ContainerTest;
import org.carafe.testing.Visitor;
import org.eclipse.microprofile.health.HealthCheckResponse.Status;
import org.eclipse.microprofile.health.Readiness;
import org.junit.jupiter.api.Test;

/** Whoever watches the server sees whether mail is delivered. */
@ContainerTest
class DeliveryHealthIT {
  @Inject @Readiness DeliveryHealth health;

  @Test
  void isUpWhileMailIsDelivered() {
    assertThat(health.call().getStatus()).isEqualTo(Status.UP);
    Answer ready = new Visitor(site()).get("/health/ready");
    assertThat(ready.status()).isEqualTo(200);
    assertThat(ready.body()).contains("\"mail\"");
  }

  @Test
  void isDownWhereNothingDelivers() {
    var still = new DeliveryHealth();
    still.courier = new Courier();
    assertThat(still.call().getStatus()).isEqualTo(Status.DOWN);
  }

  private static URI site() {
    return URI.create(Application.current().configuration().get(CoreSettings.BASE_URL).toString());
  }
}
