package org.carafe.web;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.inject.Inject;
import org.carafe.core.Application;
import org.carafe.testing.ContainerTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;

/** Proves that a test in the server really runs there and that its failure is reported here. */
@ContainerTest
@ExtendWith(CanaryIT.MustFailInTheServer.class)
class CanaryIT {
  private static final String SERVER = "com.sun.aas.instanceRoot";

  @Inject private jakarta.enterprise.inject.spi.BeanManager beans;

  @Test
  void failsInTheServer() {
    assertThat(System.getProperty(SERVER)).as("the server's folder").isNotNull();
    assertThat(beans).as("injected").isNotNull();
    assertThat(Application.current().blueprints()).isNotEmpty();
    throw new AssertionError("sung in " + System.getProperty(SERVER));
  }

  static final class MustFailInTheServer
      implements TestExecutionExceptionHandler, AfterEachCallback {
    private boolean failed;

    @Override
    public void handleTestExecutionException(ExtensionContext context, Throwable failure)
        throws Throwable {
      boolean outside = System.getProperty(SERVER) == null;
      if (!outside || !String.valueOf(failure.getMessage()).startsWith("sung in /")) {
        throw failure;
      }
      failed = true;
    }

    @Override
    public void afterEach(ExtensionContext context) {
      if (System.getProperty(SERVER) == null) {
        assertThat(failed).as("the canary failed in the server").isTrue();
      }
    }
  }
}
