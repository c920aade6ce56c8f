package org.carafe.testing;

import java.io.File;
import java.lang.System.Logger.Level;
import java.lang.reflect.InvocationTargetException;

/**
 * Deploys a folder again in a running Payara Micro, at once: what watches for {@code .reload} files
 * looks once a second at the most. Part of the agent's jar, so it uses the JDK alone; how it ended
 * is in the server's log.
 */
final class Redeployment {
  /** What a line begins with that asks for it; the folder follows. */
  static final String COMMAND = "redeploy ";

  /** What the log says of one that failed. */
  static final String FAILURE = "Exception while loading the app";

  private static final String NAME = "carafe";

  private Redeployment() {}

  /** Begins on a thread of its own. */
  static void begin(String folder) {
    var thread = new Thread(() -> carryOut(folder), "redeployment");
    thread.setDaemon(true);
    thread.start();
  }

  private static void carryOut(String folder) {
    try {
      Class<?> deployer = Class.forName("org.glassfish.embeddable.Deployer");
      Object service =
          Class.forName("org.glassfish.internal.api.Globals")
              .getMethod("get", Class.class)
              .invoke(null, deployer);
      String[] options = {"--force=true", "--name=" + NAME, "--contextroot=/"};
      deployer
          .getMethod("deploy", File.class, String[].class)
          .invoke(service, new File(folder), options);
    } catch (ReflectiveOperationException | LinkageError failure) {
      System.getLogger(Redeployment.class.getName())
          .log(Level.ERROR, FAILURE + ": " + cause(failure), failure);
    }
  }

  private static Throwable cause(Throwable failure) {
    return failure instanceof InvocationTargetException && failure.getCause() != null
        ? failure.getCause()
        : failure;
  }
}
