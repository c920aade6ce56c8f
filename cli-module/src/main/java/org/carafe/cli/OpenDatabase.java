package org.carafe.cli;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.carafe.cli.context.ApplicationContext;
import org.carafe.cli.schema.ModelMigrations;
import org.carafe.core.Application;
import org.carafe.core.Blueprint;
import org.carafe.core.config.Configuration;
import org.carafe.core.config.CoreSettings;
import org.carafe.core.config.Profile;
import org.carafe.core.migration.Database;
import org.carafe.core.migration.MigrationException;
import org.carafe.core.migration.MigrationHistory;
import org.carafe.core.migration.MigrationScripts;
import org.carafe.core.text.Suggestion;
import org.carafe.testing.EmbeddedMariaDb;
import org.jspecify.annotations.Nullable;

/**
 * The database that a command works on: the configured one, or in development the embedded one,
 * which is joined where it runs and started for the command's own time where it does not.
 */
final class OpenDatabase implements AutoCloseable {
  private final Application application;
  private final Database database;

  /** No reference to the embedded database itself: the image is without its libraries. */
  private final Runnable end;

  private OpenDatabase(Application application, Database database, Runnable end) {
    this.application = application;
    this.database = database;
    this.end = end;
  }

  static OpenDatabase open(Optional<String> url) {
    return open(Assembled.application(), url);
  }

  /** The one that the server's verbs work on, whichever it is migrated by way of. */
  static OpenDatabase serving(Application application) {
    var configuration = application.configuration();
    return open(
        application,
        isEmbedded(configuration)
            ? Optional.empty()
            : Optional.of(configuration.get(CoreSettings.DB_URL)));
  }

  private static OpenDatabase open(Application application, Optional<String> url) {
    var configuration = application.configuration();
    if (isEmbedded(configuration) && url.isEmpty()) {
      return embedded(application);
    }
    var configured = Database.of(configuration);
    return new OpenDatabase(
        application,
        new Database(url.orElse(configured.url()), configured.user(), configured.password()),
        () -> {});
  }

  private static OpenDatabase embedded(Application application) {
    var workspace = Workspace.current();
    var server =
        EmbeddedMariaDb.in(workspace.var("db")).binaries(workspace.var("mariadb")).joinOrStart();
    var database = new Database(server.url(), server.user(), server.password());
    return new OpenDatabase(application, database, server::close);
  }

  private static boolean isEmbedded(Configuration configuration) {
    return configuration.profile() == Profile.DEV
        && !configuration.isGiven(CoreSettings.DB_URL)
        && !configuration.isGiven(CoreSettings.DB_MIGRATE_URL);
  }

  Database database() {
    return database;
  }

  Profile profile() {
    return application.configuration().profile();
  }

  /**
   * Whether its data is a developer's own. A database on another machine is nobody's own until
   * somebody names the profile.
   */
  boolean isDevelopment() {
    return profile() == Profile.DEV && (!Main.isProfileAssumed() || database.isHere());
  }

  /**
   * Refuses what is for development only.
   *
   * @param what such as “carafe db reset”
   */
  void requireDevelopment(String what) {
    if (profile() != Profile.DEV) {
      throw new MigrationException(
          "%s is for development, and the profile is %s. Nothing was done."
              .formatted(what, profile().id()));
    }
    if (!isDevelopment()) {
      throw new MigrationException(
          "%s is for development, and %s is on another machine. Nothing was done. If its data is yours to lose, say so with --profile dev."
              .formatted(what, database.shownUrl()));
    }
  }

  /** The names of the modules in the order of their dependencies. */
  List<String> modules() {
    return application.blueprints().stream().map(Blueprint::name).toList();
  }

  /**
   * Refuses a module that there is not, and of which the history knows nothing either.
   *
   * @param name empty or null where none was named
   */
  void requireModule(@Nullable String name) {
    var known = modules();
    if (name == null || name.isEmpty() || known.contains(name)) {
      return;
    }
    if (history().all().stream().noneMatch(migration -> migration.module().equals(name))) {
      throw new MigrationException(
          "There is no module %s.%s".formatted(name, Suggestion.of(name, known)));
    }
  }

  /** As they are being written where the sources are here, else as the jars have them. */
  MigrationScripts scripts() {
    var folders = Workspace.current().resources(modules());
    return folders.isEmpty()
        ? MigrationScripts.onClassPath(OpenDatabase.class.getClassLoader())
        : MigrationScripts.inFolders(folders);
  }

  MigrationHistory history() {
    return new MigrationHistory(database, scripts());
  }

  /**
   * The application behind a command.
   *
   * @throws org.carafe.core.config.ConfigurationException with everything that it lacks
   * @throws org.carafe.core.migration.MigrationException when the schema is not up to date
   */
  ApplicationContext context() {
    Assembled.configuration();
    history().requireUpToDate();
    return ApplicationContext.open(application, database);
  }

  ModelMigrations model() {
    return new ModelMigrations(
        database,
        scripts(),
        application.blueprints(),
        OpenDatabase.class.getClassLoader(),
        Clock.systemUTC());
  }

  @Override
  public void close() {
    end.run();
  }
}
