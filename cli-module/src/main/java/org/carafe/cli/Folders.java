package org.carafe.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.carafe.core.migration.MigrationException;

/** Where a module's scripts are written. */
final class Folders {
  private Folders() {}

  /** Makes those that are missing and answers them. */
  static List<Path> make(Workspace workspace, String module) throws IOException {
    var resources =
        workspace.resources(List.of(module)).values().stream()
            .findFirst()
            .orElseThrow(
                () ->
                    new MigrationException(
                        "There is no %s-module here. Make the module first, or correct its name."
                            .formatted(module)));
    var made = new ArrayList<Path>();
    for (var kind : List.of("migration", "undo")) {
      var folder = resources.resolve("db").resolve(kind).resolve(module);
      if (!Files.isDirectory(folder)) {
        made.add(Files.createDirectories(folder));
      }
    }
    return made;
  }
}
