package org.carafe.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.carafe.cli.schema.ModelMigrations;
import org.carafe.core.Application;
import org.carafe.core.Blueprint;
import org.carafe.core.config.Configuration;
import org.carafe.core.config.Surroundings;
import org.carafe.core.migration.Database;
import org.carafe.core.migration.Destruction;
import org.carafe.core.migration.Migration;
import org.carafe.core.migration.MigrationHistory;
import org.carafe.core.migration.MigrationScripts;
import org.carafe.testing.suite.Nodes;
import org.junit.jupiter.api.Test;

/** The entities of all modules, their migrations and the way back, in databases of their own. */
class SchemaIT {
  private final Application application = assembled();
  private final Database database = fresh();
  private final MigrationScripts scripts = MigrationScripts.inFolders(resources());
  private final MigrationHistory history = new MigrationHistory(database, scripts);

  private static Application assembled() {
    List<Blueprint> blueprints = Application.discover();
    return Application.create(
        blueprints,
        Configuration.read(
            new Surroundings(Map.of("carafe.profile", "test"), Map.of(), SourceTree.ROOT),
            Application.settings(blueprints)));
  }

  private static Database fresh() {
    var own = Nodes.database("schema");
    return new Database(own.url(), own.user(), own.password());
  }

  private Map<String, Path> resources() {
    var folders = new LinkedHashMap<String, Path>();
    for (Blueprint blueprint : application.blueprints()) {
      Path sources = SourceTree.ROOT.resolve(blueprint.name() + "-module/src/main/resources");
      if (Files.isDirectory(sources)) {
        folders.put(blueprint.name(), sources);
      }
    }
    return folders;
  }

  private ModelMigrations model() {
    return new ModelMigrations(
        database,
        scripts,
        application.blueprints(),
        new WithoutTests(SchemaIT.class.getClassLoader()),
        Clock.systemUTC());
  }

  /** Some tests have entities of their own, and they lie in one folder with a test's blueprint. */
  private static final class WithoutTests extends ClassLoader {
    WithoutTests(ClassLoader parent) {
      super(parent);
    }

    @Override
    public Enumeration<URL> getResources(String name) throws IOException {
      return Collections.enumeration(
          Collections.list(super.getResources(name)).stream()
              .filter(found -> !found.getPath().contains("/it-classes/"))
              .toList());
    }
  }

  @Test
  void isWhatTheEntitiesAskForInEveryModule() {
    history.upgrade(Optional.empty());

    ModelMigrations.Findings found = model().check();

    assertThat(found.lint()).as("wrong with the mapping of entities").isEmpty();
    assertThat(found.history()).as("wrong with the scripts").isEmpty();
    assertThat(found.model())
        .as("an entity was changed without a migration: run ./carafe db migrate -m \"…\"")
        .isEmpty();
    assertThat(found.database()).isEmpty();
    assertThat(model().plan(Map.of())).isEmpty();
  }

  @Test
  void isMarkedWhereverAWayLosesData() {
    history.upgrade(Optional.empty());
    var scripts = new ArrayList<String>();
    for (Migration migration : history.applied()) {
      scripts.add(this.scripts.text(migration).orElseThrow());
      scripts.add(this.scripts.undo(migration).orElseThrow());
    }

    assertThat(scripts.stream().flatMap(script -> Destruction.unmarked(script).stream()))
        .as("write “-- destructive: what is lost” before the statement")
        .isEmpty();
  }

  @Test
  void saysTheCollationOfEveryTable() throws Exception {
    history.upgrade(Optional.empty());

    var collations = new TreeSet<String>();
    try (var connection = database.connect();
        var statement = connection.createStatement();
        var rows =
            statement.executeQuery(
                """
                select table_collation from information_schema.tables
                where table_schema = database() and table_name <> 'flyway_schema_history'
                union
                select collation_name from information_schema.columns
                where table_schema = database() and character_set_name = 'utf8mb4'
                  and table_name <> 'flyway_schema_history'
                """)) {
      while (rows.next()) {
        collations.add(rows.getString(1));
      }
    }

    assertThat(collations).containsExactly("utf8mb4_bin", "utf8mb4_unicode_ci");
  }

  @Test
  void goesAllTheWayBackAndUpAgain() {
    int all = history.upgrade(Optional.empty()).size();

    history.downgrade(history.newest(all));
    assertThat(history.applied()).isEmpty();
    assertThat(tables()).containsExactly("flyway_schema_history");

    assertThat(history.upgrade(Optional.empty())).hasSize(all);
    assertThat(model().check().isEmpty()).isTrue();
  }

  private List<String> tables() {
    return new org.carafe.cli.data.FreshDatabase(database).tables();
  }
}
