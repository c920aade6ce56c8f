package org.carafe.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.carafe.core.Application;
import org.carafe.core.config.Configuration;
import org.carafe.core.config.CoreSettings;
import org.carafe.core.config.Profile;
import org.carafe.core.config.Surroundings;
import org.carafe.testing.EmbeddedMariaDb;

/** The application as the modules on the class path declare it, without a server. */
final class Assembled {
  private Assembled() {}

  /** Checked: a configuration that cannot be used is refused with all its problems. */
  static Configuration configuration() {
    return Configuration.load(Application.settings(Application.discover()));
  }

  /** Unchecked: commands that only look must work with a configuration that is not finished. */
  static Configuration readConfiguration() {
    return Configuration.read(Surroundings.current(), Application.settings(Application.discover()));
  }

  /** Unchecked, and in development with the address of the embedded database where it runs. */
  static Configuration withRunningDatabase(Workspace workspace) {
    var configuration = readConfiguration();
    if (configuration.profile() != Profile.DEV || configuration.isGiven(CoreSettings.DB_URL)) {
      return configuration;
    }
    return EmbeddedMariaDb.in(workspace.var("db"))
        .join()
        .map(
            database ->
                read(
                    Map.of(
                        "db.url", database.url(),
                        "db.user", database.user(),
                        "db.password", database.password())))
        .orElse(configuration);
  }

  private static Configuration read(Map<String, String> supplied) {
    return Configuration.read(with(supplied), Application.settings(Application.discover()));
  }

  private static Surroundings with(Map<String, String> supplied) {
    var here = Surroundings.current();
    var properties = new HashMap<>(here.properties());
    properties.putAll(supplied);
    return new Surroundings(properties, here.environment(), here.folder());
  }

  /** As a server would begin: checked, and in development with what {@code carafe run} supplies. */
  static Application runnable(Workspace workspace) throws IOException {
    var configuration = configuration();
    var supplied = new HashMap<>(address(configuration, workspace));
    if (configuration.profile() == Profile.DEV && !configuration.isGiven(CoreSettings.SECRET_KEY)) {
      supplied.put("secret.key", KeptSecret.in(workspace.var("secret.key"), 32));
    }
    return Application.create(
        Application.discover(),
        Configuration.load(with(supplied), Application.settings(Application.discover())));
  }

  /** In development, where no address is configured, the one of the server that runs here. */
  private static Map<String, String> address(Configuration configuration, Workspace workspace) {
    if (configuration.profile() != Profile.DEV || configuration.isGiven(CoreSettings.BASE_URL)) {
      return Map.of();
    }
    try {
      return RunningAddress.find(workspace.var("run/address"))
          .map(url -> Map.of("base.url", url))
          .orElse(Map.of());
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  static Application application() {
    var configuration = readConfiguration();
    var supplied = address(configuration, Workspace.current());
    return Application.create(
        Application.discover(), supplied.isEmpty() ? configuration : read(supplied));
  }

  /** The URL of a page, if a module has it. */
  static Optional<String> page(Application application, String path) {
    return application.routes().all().stream()
        .map(route -> route.pattern().toString())
        .filter(path::equals)
        .findFirst();
  }

  static Optional<String> signIn(Application application) {
    return application.signInEndpoint().map(application::urlFor);
  }

  static List<Class<?>> commands() {
    return application().commands();
  }
}
