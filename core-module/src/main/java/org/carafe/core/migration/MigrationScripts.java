package org.carafe.core.migration;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where the scripts are: {@code db/migration/<module>/V…sql} and {@code db/undo/<module>/U…sql} in
 * the jars of a server, or in the source folders of a clone.
 */
public final class MigrationScripts {
  private final ClassLoader loader;
  private final Map<String, Path> folders;

  private MigrationScripts(ClassLoader loader, Map<String, Path> folders) {
    this.loader = loader;
    this.folders = folders;
  }

  /** As the jars have them. */
  public static MigrationScripts onClassPath(ClassLoader loader) {
    return new MigrationScripts(loader, Map.of());
  }

  /**
   * As they are being written.
   *
   * @param resources the folder of resources of each module by its name
   */
  public static MigrationScripts inFolders(Map<String, Path> resources) {
    return new MigrationScripts(MigrationScripts.class.getClassLoader(), Map.copyOf(resources));
  }

  ClassLoader loader() {
    return loader;
  }

  String[] locations() {
    return folders.isEmpty()
        ? new String[] {"classpath:db/migration"}
        : folders.values().stream()
            .map(resources -> resources.resolve("db/migration"))
            .filter(Files::isDirectory)
            .map(folder -> "filesystem:" + folder.toAbsolutePath())
            .toArray(String[]::new);
  }

  /** The text of a migration, if it is here. */
  public Optional<String> text(Migration migration) {
    return read(migration.module(), "db/migration/" + migration.script());
  }

  /** Whether a file beside it tells Flyway how to read it. */
  boolean isConfigured(Migration migration) {
    return read(migration.module(), "db/migration/" + migration.script() + ".conf").isPresent();
  }

  /** The tables that its script makes, if it is here. */
  public List<String> tablesMadeBy(Migration migration) {
    return SqlParts.of(text(migration).orElse(""), ';').stream()
        .map(statement -> Change.of(statement).makesTable())
        .filter(table -> !table.isEmpty())
        .toList();
  }

  /** The text of its way back, if there is one. */
  public Optional<String> undo(Migration migration) {
    return read(migration.module(), "db/undo/" + migration.undoScript());
  }

  /** A file of a module, if it has one there. */
  public Optional<String> read(String module, String name) {
    try {
      if (folders.isEmpty()) {
        try (InputStream file = loader.getResourceAsStream(name)) {
          return file == null
              ? Optional.empty()
              : Optional.of(new String(file.readAllBytes(), StandardCharsets.UTF_8));
        }
      }
      Path folder = folders.get(module);
      return folder == null || !Files.isRegularFile(folder.resolve(name))
          ? Optional.empty()
          : Optional.of(Files.readString(folder.resolve(name)));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** Where a module's own files are written, known only in a clone. */
  public Optional<Path> folder(String module) {
    return Optional.ofNullable(folders.get(module));
  }
}
