package org.carafe.core.migration;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.carafe.core.Causes;
import org.carafe.core.migration.Migration.State;
import org.carafe.core.text.Suggestion;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.flywaydb.core.internal.sqlscript.FlywaySqlScriptException;

/**
 * The schema's history in a database, and the ways up and back.
 *
 * <pre>{@code
 * var history = new MigrationHistory(database, MigrationScripts.onClassPath(loader));
 * history.upgrade(Optional.empty());
 * history.downgrade(history.newest(1));
 * }</pre>
 *
 * <p>There is one history for all modules: timestamp versions in any order, and a module that was
 * taken out leaves its rows behind. A step is marked as failed before it begins and as done after
 * it ended, so that one that was killed is known. One process at a time changes the schema.
 */
public final class MigrationHistory {
  private static final Duration PATIENCE = Duration.ofMinutes(30);

  /** The table of what was applied. */
  public static final String TABLE = "flyway_schema_history";

  /** The table that is there while everything is being replaced. */
  public static final String UNFINISHED = "carafe_restore_unfinished";

  private final Database database;
  private final MigrationScripts scripts;
  private final HistoryTable table;

  public MigrationHistory(Database database, MigrationScripts scripts) {
    this.database = database;
    this.scripts = scripts;
    this.table = new HistoryTable(database, scripts);
  }

  /** Whether the database has a history at all. */
  public boolean hasBegun() {
    return table.hasBegun();
  }

  /** Every migration, by version: those that are here and those that were applied. */
  public List<Migration> all() {
    return table.all();
  }

  /** What is in the database, in the order of application. */
  public List<Migration> applied() {
    return all().stream()
        .filter(Migration::isApplied)
        .sorted(Comparator.comparingInt(Migration::rank))
        .toList();
  }

  /** What is not, by version. */
  public List<Migration> pending() {
    return pending(all());
  }

  private static List<Migration> pending(List<Migration> all) {
    return all.stream().filter(migration -> migration.state() == State.PENDING).toList();
  }

  /** The one that was applied last. */
  public Optional<Migration> current() {
    List<Migration> applied = applied();
    return applied.isEmpty() ? Optional.empty() : Optional.of(applied.get(applied.size() - 1));
  }

  /**
   * The migration of this version.
   *
   * @throws MigrationException when there is none
   */
  public Migration find(String version) {
    return find(all(), version);
  }

  private static Migration find(List<Migration> all, String version) {
    return all.stream()
        .filter(migration -> migration.version().equals(version))
        .findFirst()
        .orElseThrow(
            () ->
                new MigrationException(
                    "There is no migration %s.%s See carafe db history."
                        .formatted(
                            version,
                            Suggestion.of(
                                version, all.stream().map(Migration::version).toList()))));
  }

  /** Makes the empty history, so that the database is known to be in its beginning. */
  public void begin() {
    locked(
        () -> {
          try {
            table.flyway().locations(new String[0]).load().migrate();
            return null;
          } catch (FlywayException failure) {
            throw table.explained("The history could not be begun", failure);
          }
        });
  }

  /** What an upgrade would apply. */
  public List<Migration> toUpgrade(Optional<String> target) {
    return toUpgrade(all(), target);
  }

  private static List<Migration> toUpgrade(List<Migration> all, Optional<String> target) {
    List<Migration> pending = pending(all);
    if (target.isEmpty()) {
      return pending;
    }
    Migration last = find(all, target.get());
    if (last.isApplied()) {
      throw new MigrationException(
          "%s is applied already. To go back to it: carafe db downgrade %s"
              .formatted(last, last.version()));
    }
    return pending.stream()
        .filter(migration -> migration.version().compareTo(last.version()) <= 0)
        .toList();
  }

  /**
   * Applies what is pending, up to a version or all of it; waits while another process does.
   *
   * @return what was applied
   * @throws MigrationException when a step failed now or before
   */
  public List<Migration> upgrade(Optional<String> target) {
    return upgrade(target, losses -> {});
  }

  /**
   * What a start does, which asks nobody: applies all that is pending; waits while another process
   * does.
   *
   * @return what was applied
   * @throws MigrationException when a step failed now or before, or one would destroy data
   */
  public List<Migration> upgradeAtStart() {
    return upgrade(Optional.empty(), MigrationHistory::refuseLosses);
  }

  /**
   * What a start would destroy; nothing in a database that is in its beginning, of which all that
   * is dropped on the way was made on the way.
   */
  public List<String> lossesAtStart() {
    return lossesAtStart(all());
  }

  private List<String> lossesAtStart(List<Migration> all) {
    return all.stream().anyMatch(Migration::isApplied) ? losses(pending(all)) : List.of();
  }

  private static void refuseLosses(List<String> losses) {
    if (!losses.isEmpty()) {
      throw new MigrationException(
          "Nothing was migrated, because pending migrations lose data and a start asks nobody: %s. Make a backup (carafe db backup), then apply them with carafe db upgrade --yes."
              .formatted(String.join("; ", losses)));
    }
  }

  private List<Migration> upgrade(Optional<String> target, Consumer<List<String>> consent) {
    return locked(
        () -> {
          refuseUnfinished();
          List<Migration> all = all();
          refuseFailed(all, "upgraded");
          refuseChanged(all);
          consent.accept(lossesAtStart(all));
          List<Migration> planned = toUpgrade(all, target);
          if (!planned.isEmpty()) {
            apply(target);
          }
          return planned;
        });
  }

  private void apply(Optional<String> target) {
    try {
      FluentConfiguration flyway = table.flyway();
      target.ifPresent(version -> flyway.target(MigrationVersion.fromVersion(version)));
      flyway.callbacks(new RunningMark(database)).load().migrate();
      Progress.on(database, Progress::end);
    } catch (FlywayException failure) {
      keepThatNothingWasDone(failure);
      String failed =
          failedOne()
              .map(
                  migration ->
                      "%s failed: %s. What was done of it is still there. Mend the script, then run carafe db repair, which takes the rest back, and carafe db upgrade."
                          .formatted(migration, HistoryTable.cause(failure)))
              .orElseGet(
                  () -> "The database could not be migrated: " + HistoryTable.cause(failure));
      throw new MigrationException(failed, failure);
    }
  }

  /**
   * Where the first statement of a script failed, there is nothing that could be taken back; unless
   * it is one that may have done a part of its work.
   */
  private void keepThatNothingWasDone(FlywayException failure) {
    Causes.first(FlywaySqlScriptException.class, failure)
        .flatMap(
            script ->
                failedOne()
                    .filter(
                        failed -> isFirst(script.getStatement(), scripts.text(failed).orElse(""))))
        .ifPresent(
            failed ->
                Progress.on(
                    database, connection -> Progress.nothing(connection, failed.version())));
  }

  private static boolean isFirst(String statement, String text) {
    var failed = Change.of(statement);
    List<String> script =
        SqlParts.of(text, ';').stream()
            .map(Change::of)
            .filter(change -> !change.isOfSession())
            .map(Change::code)
            .toList();
    return failed.isAtomic()
        && script.indexOf(failed.code()) == 0
        && script.lastIndexOf(failed.code()) == 0;
  }

  /**
   * Refuses to go on with a schema that is not this version's.
   *
   * @throws MigrationException when a step is pending or failed
   */
  public void requireUpToDate() {
    refuseUnfinished();
    List<Migration> all = all();
    refuseFailed(all, "used");
    List<Migration> pending = pending(all);
    if (!pending.isEmpty()) {
      throw new MigrationException(
          "%d migrations are pending, the first is %s. Run carafe db upgrade first."
              .formatted(pending.size(), pending.get(0)));
    }
  }

  /**
   * Refuses a history that no server starts with.
   *
   * @throws MigrationException when a step failed or was edited after it had been applied
   */
  public void requireSound() {
    refuseUnfinished();
    List<Migration> all = all();
    refuseFailed(all, "used");
    refuseChanged(all);
  }

  /**
   * Replaces everything there is, while nobody migrates. Until the work has ended well, and also
   * after it was interrupted, the database is refused; so it is where the work left no history.
   *
   * @param work must leave the table {@link #UNFINISHED} alone
   */
  public void replace(Runnable work) {
    replace(work, true);
  }

  /**
   * The same.
   *
   * @param bringsHistory whether it has to leave a history with something in it
   */
  public void replace(Runnable work, boolean bringsHistory) {
    locked(
        () -> {
          try {
            database.execute("create table if not exists " + UNFINISHED + " (id int primary key)");
            work.run();
            if (bringsHistory && !table.hasRows()) {
              throw new MigrationException(
                  "What was restored into %s has no migration history, so nothing knows which version its tables are of. Restore a whole dump: carafe db restore FILE --yes."
                      .formatted(database.name()));
            }
            database.execute("drop table if exists " + UNFINISHED);
            return null;
          } catch (SQLException failure) {
            throw new MigrationException(
                "The restore could not be marked: " + Database.firstLine(failure), failure);
          }
        });
  }

  /**
   * Refuses a database of which only a part is there.
   *
   * @throws MigrationException when a restore was interrupted or is on its way
   */
  public void refuseUnfinished() {
    unfinished()
        .ifPresent(
            sentence -> {
              throw new MigrationException(sentence);
            });
  }

  /** What to tell of a database of which only a part is there, and what mends it. */
  public Optional<String> unfinished() {
    try (Connection connection = database.connect();
        PreparedStatement query =
            connection.prepareStatement(
                "select 1 from information_schema.tables where table_schema = database() and table_name = ?")) {
      query.setString(1, UNFINISHED);
      try (ResultSet rows = query.executeQuery()) {
        return rows.next()
            ? Optional.of(
                "A restore into %s was interrupted or failed, or is on its way, and only a part of the data is there. Wait for it, or repeat it: carafe db restore FILE --yes."
                    .formatted(database.name()))
            : Optional.empty();
      }
    } catch (SQLException failure) {
      throw new MigrationException(
          "The tables could not be listed: " + Database.firstLine(failure), failure);
    }
  }

  /**
   * What these would destroy on the way up, in this order, each with the script that does it; but
   * for what they make themselves on the way.
   */
  public List<String> losses(List<Migration> migrations) {
    var losses = new PendingLosses();
    return migrations.stream()
        .flatMap(
            each ->
                losses.in(scripts.text(each).orElse("")).stream()
                    .map(loss -> told(loss, each.toString())))
        .toList();
  }

  /** What these would destroy on the way back, each with the script that does it. */
  public List<String> lossesOfWayBack(List<Migration> migrations) {
    return migrations.stream()
        .flatMap(
            each ->
                Destruction.in(scripts.undo(each).orElse("")).stream()
                    .map(loss -> told(loss, each.undoScript())))
        .toList();
  }

  private static String told(String loss, String script) {
    return "%s (%s)".formatted(loss, script);
  }

  /** The last ones applied, newest first; those of modules that are gone stay as they are. */
  public List<Migration> newest(int count) {
    List<Migration> all = all();
    Set<String> modules =
        all.stream()
            .filter(migration -> migration.state() != State.MISSING)
            .map(Migration::module)
            .collect(Collectors.toSet());
    List<Migration> applied =
        new ArrayList<>(
            all.stream()
                .filter(Migration::isApplied)
                .filter(migration -> modules.contains(migration.module()))
                .sorted(Comparator.comparingInt(Migration::rank))
                .toList());
    Collections.reverse(applied);
    return List.copyOf(applied.subList(0, Math.min(count, applied.size())));
  }

  /** What was applied after this version, newest first. */
  public List<Migration> after(String version) {
    Migration target = find(version);
    if (!target.isApplied()) {
      throw new MigrationException(
          "%s is not applied, so there is no way back to it. To go there: carafe db upgrade %s"
              .formatted(target, version));
    }
    return newest(Integer.MAX_VALUE).stream()
        .takeWhile(migration -> migration.rank() > target.rank())
        .toList();
  }

  /** What was applied of one module, newest first. */
  public List<Migration> of(String module) {
    return newest(Integer.MAX_VALUE).stream()
        .filter(migration -> migration.module().equals(module))
        .toList();
  }

  /**
   * Takes migrations back, in this order. One that fails stays in the history as failed; once its
   * script is mended, the same call goes on with it.
   *
   * @return what was passed over in going on with one, and why
   * @throws MigrationException when one has no way back or is no longer there, before anything is
   *     done, or fails
   */
  public List<String> downgrade(List<Migration> newestFirst) {
    return downgrade(newestFirst, () -> newestFirst);
  }

  /**
   * The same, while it is still what would be chosen: another process may have gone up or back
   * since.
   *
   * @param choice chooses again
   */
  public List<String> downgrade(List<Migration> newestFirst, Supplier<List<Migration>> choice) {
    for (Migration migration : newestFirst) {
      if (!migration.undoable()) {
        throw new MigrationException(
            "There is no way back from %s: write db/undo/%s."
                .formatted(migration, migration.undoScript()));
      }
    }
    return locked(
        () -> {
          refuseUnfinished();
          if (!places(choice.get()).equals(places(newestFirst))
              || !places(applied()).containsAll(places(newestFirst))) {
            throw new MigrationException(
                "Nothing was taken back, because another process has changed the history meanwhile. See carafe db history, then run this again.");
          }
          failedOne()
              .filter(failed -> newestFirst.isEmpty() || !failed.equals(newestFirst.get(0)))
              .ifPresent(failed -> refuse(failed, "downgraded"));
          return new WayBack(database, scripts, table).undo(newestFirst);
        });
  }

  private static List<String> places(List<Migration> migrations) {
    return migrations.stream().map(each -> each.rank() + " " + each.version()).toList();
  }

  /**
   * A migration that was mended.
   *
   * @param passedOver the statements of its way back that were not carried out, and why
   */
  public record Repaired(Migration migration, List<String> passedOver) {}

  /** What a repair would destroy, each with the script that does it. */
  public List<String> lossesOfRepair() {
    var begun = new ArrayList<Migration>();
    failedOne()
        .ifPresent(
            failed ->
                Progress.on(
                    database,
                    connection -> {
                      if (!Progress.of(connection, failed.version()).isNothing()) {
                        begun.add(failed);
                      }
                    }));
    return lossesOfWayBack(begun);
  }

  /**
   * Takes back what was done of a migration that failed or was interrupted, by its undo script. It
   * passes over what was never done, leaves alone what was there before the migration, and changes
   * no rows once it has passed over something.
   *
   * @param forget only deletes it from the history, where the schema was mended by hand
   * @return the one, empty where nothing is to be mended
   */
  public Optional<Repaired> repair(boolean forget) {
    return locked(
        () -> {
          refuseUnfinished();
          Optional<Migration> failed = failedOne();
          return failed.map(
              migration -> {
                if (forget) {
                  table.delete(migration);
                  Progress.on(database, Progress::end);
                  return new Repaired(migration, List.of());
                } else if (migration.undoable()) {
                  return new Repaired(
                      migration, new WayBack(database, scripts, table).undo(List.of(migration)));
                } else {
                  throw new MigrationException(
                      "There is no db/undo/%s to take it back with. Bring the schema by hand to where it was before, then run carafe db repair --forget."
                          .formatted(migration.undoScript()));
                }
              });
        });
  }

  private Optional<Migration> failedOne() {
    return failedOne(all());
  }

  private static Optional<Migration> failedOne(List<Migration> all) {
    return all.stream().filter(migration -> migration.state() == State.FAILED).findFirst();
  }

  private static void refuseFailed(List<Migration> all, String verb) {
    failedOne(all).ifPresent(failed -> refuse(failed, verb));
  }

  private static void refuse(Migration failed, String verb) {
    throw new MigrationException(
        "The migration %s was interrupted or failed on %s, and only a part of it is there, so the database cannot be %s. Run carafe db repair: it takes that part back."
            .formatted(failed, failed.appliedAt().map(Instant::toString).orElse("its way"), verb));
  }

  private static void refuseChanged(List<Migration> all) {
    all.stream()
        .filter(migration -> migration.state() == State.CHANGED)
        .findFirst()
        .ifPresent(
            changed -> {
              throw new MigrationException(
                  "%s was edited after it had been applied. Take the edit back and write a new migration; in development carafe db reset begins anew."
                      .formatted(changed));
            });
  }

  private <T> T locked(Supplier<T> work) {
    return new MigrationLock(database, PATIENCE)
        .holding(
            () -> {
              RunningMark.end(database, TABLE);
              return work.get();
            });
  }
}
