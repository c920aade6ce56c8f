package org.carafe.testing.suite;

import org.jboss.arquillian.container.test.api.RunAsClient;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Insists on {@code @RunAsClient}, without which a browser test would be sent into the server. */
public final class ClientSide implements BeforeAllCallback {
  @Override
  public void beforeAll(ExtensionContext context) {
    var test = context.getRequiredTestClass();
    if (!test.isAnnotationPresent(RunAsClient.class)) {
      throw new IllegalStateException(
          "%s is a @BrowserTest and runs outside the server. Put @RunAsClient on it as well."
              .formatted(test.getName()));
    }
  }
}
