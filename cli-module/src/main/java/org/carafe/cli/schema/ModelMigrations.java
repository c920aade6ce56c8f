package org.carafe.cli.schema;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.carafe.core.Blueprint;
import org.carafe.core.migration.Database;
import org.carafe.core.migration.Migration;
import org.carafe.core.migration.MigrationException;
import org.carafe.core.migration.MigrationHistory;
import org.carafe.core.migration.MigrationScripts;
import org.carafe.core.persistence.PersistentClasses;

/**
 * Compares the entities with the database and with what the migrations make, and writes what is
 * missing.
 *
 * <pre>{@code
 * var migrations = new ModelMigrations(database, scripts, blueprints, loader, clock);
 * migrations.write(migrations.plan(Map.of()), "Add notes");
 * }</pre>
 */
public final class ModelMigrations {
  private static final DateTimeFormatter VERSION = DateTimeFormatter.ofPattern("yyyyMMddHHmmss");

  /** A pair of scripts that was written. */
  public record Written(ModulePlan plan, Path up, Path down) {}

  /**
   * What a check found.
   *
   * @param lint about the mapping of the entities, and texts that cannot be compared
   * @param history about the scripts and what was applied
   * @param model where entities and migrations differ
   * @param database where the database and the migrations differ
   */
  public record Findings(
      List<String> lint, List<String> history, List<String> model, List<String> database) {
    /** Whether all agree. */
    public boolean isEmpty() {
      return lint.isEmpty() && history.isEmpty() && model.isEmpty() && database.isEmpty();
    }
  }

  private final Database database;
  private final MigrationScripts scripts;
  private final List<Blueprint> blueprints;
  private final ClassLoader loader;
  private final Clock clock;
  private final MigrationHistory history;

  /**
   * Compares nothing yet.
   *
   * @param blueprints the modules in the order of their dependencies
   * @param loader finds the entities
   */
  public ModelMigrations(
      Database database,
      MigrationScripts scripts,
      List<Blueprint> blueprints,
      ClassLoader loader,
      Clock clock) {
    this.database = database;
    this.scripts = scripts;
    this.blueprints = List.copyOf(blueprints);
    this.loader = loader;
    this.clock = clock;
    this.history = new MigrationHistory(database, scripts);
  }

  /**
   * What each module's tables lack, modules in the order in which their migrations must run.
   *
   * @param renames {@code table.old} to {@code new}
   * @throws MigrationException while migrations are pending, and where the model is at fault
   */
  public List<ModulePlan> plan(Map<String, String> renames) {
    history.refuseUnfinished();
    List<Migration> all = history.all();
    refusePending(all);
    var tables = new ModuleTables(blueprints);
    Model model = model(tables);
    if (!model.complaints().isEmpty()) {
      throw new MigrationException(
          "The entities must be corrected first.\n  " + String.join("\n  ", model.complaints()));
    }
    ownByScripts(tables, all);
    try {
      Schema target = model.completedFrom(ours(tables), tables).schema();
      List<Step> up = SchemaDifference.between(ours(tables), target, renames);
      List<Step> down =
          SchemaDifference.between(target, ours(tables), SchemaDifference.back(renames));
      return tables.modules().stream()
          .map(module -> new ModulePlan(module, of(module, up, tables), of(module, down, tables)))
          .filter(plan -> !plan.up().isEmpty())
          .toList();
    } catch (SQLException failure) {
      throw unreadable(failure);
    }
  }

  private static void refusePending(List<Migration> all) {
    List<Migration> pending =
        all.stream().filter(migration -> migration.state() == Migration.State.PENDING).toList();
    if (!pending.isEmpty()) {
      throw new MigrationException(
          "%d migrations are pending, the first is %s. Run carafe db upgrade, then this again."
              .formatted(pending.size(), pending.get(0)));
    }
    all.stream()
        .filter(migration -> migration.state() == Migration.State.FAILED)
        .findFirst()
        .ifPresent(
            failed -> {
              throw new MigrationException(
                  "%s failed or was interrupted. Run carafe db repair, then this again."
                      .formatted(failed));
            });
  }

  private Model model(ModuleTables tables) {
    try (var scratch = ScratchDatabase.forNewTables(database)) {
      return Model.of(
          PersistentClasses.find(loader),
          loader,
          scratch.database(),
          tables,
          module -> scripts.read(module, "db/model/" + module + ".sql"));
    }
  }

  /** A table whose entity is gone still belongs to the module whose migration made it. */
  private void ownByScripts(ModuleTables tables, List<Migration> all) {
    for (Migration migration : all) {
      scripts.tablesMadeBy(migration).forEach(table -> tables.own(migration.module(), table));
    }
  }

  /** The database without the tables that are no module's. */
  private Schema ours(ModuleTables tables) throws SQLException {
    Schema schema = Schema.read(database);
    schema.tables.keySet().removeIf(table -> tables.moduleOf(table).isEmpty());
    return schema;
  }

  private static List<Step> of(String module, List<Step> steps, ModuleTables tables) {
    return steps.stream()
        .filter(step -> tables.moduleOf(step.table()).filter(module::equals).isPresent())
        .toList();
  }

  /** Writes the scripts of these plans, one pair for each module. */
  public List<Written> write(List<ModulePlan> plans, String message) {
    var written = new ArrayList<Written>();
    LocalDateTime time = LocalDateTime.ofInstant(clock.instant(), ZoneOffset.UTC);
    Optional<String> newest = history.all().stream().map(Migration::version).max(String::compareTo);
    for (ModulePlan plan : plans) {
      String version = VERSION.format(time);
      while (newest.isPresent() && version.compareTo(newest.get()) <= 0) {
        time = time.plusSeconds(1);
        version = VERSION.format(time);
      }
      written.add(write(plan, message, version));
      time = time.plusSeconds(1);
    }
    return written;
  }

  private Written write(ModulePlan plan, String message, String version) {
    Path resources =
        scripts
            .folder(plan.module())
            .orElseThrow(
                () ->
                    new MigrationException(
                        "The sources of the module %s are not here, so its migration cannot be written."
                            .formatted(plan.module())));
    String name = version + "__" + slug(message) + ".sql";
    Path up = resources.resolve("db/migration").resolve(plan.module()).resolve("V" + name);
    Path down = resources.resolve("db/undo").resolve(plan.module()).resolve("U" + name);
    try {
      Files.createDirectories(Objects.requireNonNull(up.getParent()));
      Files.createDirectories(Objects.requireNonNull(down.getParent()));
      Files.writeString(up, plan.upScript(message));
      Files.writeString(down, plan.downScript(message));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    return new Written(plan, up, down);
  }

  private static String slug(String message) {
    String slug =
        message.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "_").replaceAll("^_|_$", "");
    return slug.isEmpty() ? "change" : slug.substring(0, Math.min(slug.length(), 60));
  }

  /** Whether the entities, the migrations and the database agree. */
  public Findings check() {
    List<Migration> all = history.all();
    var tables = new ModuleTables(blueprints);
    Model model = model(tables);
    try (var scratch = ScratchDatabase.beside(database)) {
      new MigrationHistory(scratch.database(), scripts).upgrade(Optional.empty());
      Schema replayed = Schema.read(scratch.database());
      Schema target = model.completedFrom(replayed, tables).schema();
      List<String> modelled =
          findings(SchemaDifference.between(Schema.read(scratch.database()), target, Map.of()));
      ownByScripts(tables, all);
      Schema present = Schema.read(database);
      present
          .tables
          .keySet()
          .removeIf(
              table -> tables.moduleOf(table).isEmpty() && !replayed.tables.containsKey(table));
      List<String> actual =
          all.stream().allMatch(ModelMigrations::isDone)
              ? findings(SchemaDifference.between(present, replayed, Map.of()))
              : List.of();
      var lint = new ArrayList<>(model.complaints());
      lint.addAll(Collations.complaints(scratch.database()));
      return new Findings(lint, complaints(all, history), modelled, actual);
    } catch (SQLException failure) {
      throw unreadable(failure);
    }
  }

  /** A missing one is of a module that was taken out, whose tables are nobody's here. */
  private static boolean isDone(Migration migration) {
    return migration.state() == Migration.State.APPLIED
        || migration.state() == Migration.State.MISSING;
  }

  private static List<String> findings(List<Step> steps) {
    return steps.stream().flatMap(step -> step.findings().stream()).toList();
  }

  private static List<String> complaints(List<Migration> all, MigrationHistory history) {
    var complaints = new ArrayList<>(history.unfinished().stream().toList());
    for (Migration migration : all) {
      switch (migration.state()) {
        case PENDING -> complaints.add(migration + " is pending: run carafe db upgrade.");
        case FAILED -> complaints.add(migration + " failed: run carafe db repair.");
        case CHANGED -> complaints.add(migration + " was edited after it had been applied.");
        default -> {}
      }
      if (!migration.undoable() && migration.state() != Migration.State.MISSING) {
        complaints.add(
            "%s has no way back: write db/undo/%s.".formatted(migration, migration.undoScript()));
      }
    }
    return complaints;
  }

  private static MigrationException unreadable(SQLException failure) {
    return new MigrationException("The schema could not be read: " + failure.getMessage(), failure);
  }
}
