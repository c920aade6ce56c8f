package org.carafe.testing.suite;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;

/**
 * Gathers the test classes of the modules on a class path, and of the development module, into one
 * folder. Called by web-module's build, so that no list of modules has to be kept.
 */
public final class TestClasses {
  private TestClasses() {}

  /** Arguments: the file with the class path, the project's root, web-module's target folder. */
  public static void main(String[] arguments) throws IOException {
    var target = Path.of(arguments[2]);
    var own = Stream.of(target.resolve("test-classes"));
    var development = Stream.of(Path.of(arguments[1], "dev-module", "target", "test-classes"));
    var modules =
        Stream.of(Files.readString(Path.of(arguments[0])).split(File.pathSeparator))
            .map(jar -> Path.of(jar).resolveSibling("test-classes"));
    var folders =
        Stream.of(modules, development, own).flatMap(folder -> folder).filter(Files::isDirectory);
    gather(folders.distinct().toList(), target.resolve("it-classes"));
  }

  static void gather(List<Path> folders, Path into) throws IOException {
    delete(into);
    for (var folder : folders) {
      try (var files = Files.walk(folder)) {
        for (var file : files.filter(Files::isRegularFile).toList()) {
          var copy = into.resolve(folder.relativize(file).toString());
          Files.createDirectories(copy.getParent());
          Files.copy(file, copy, StandardCopyOption.REPLACE_EXISTING);
        }
      }
    }
  }

  static void delete(Path folder) throws IOException {
    if (Files.exists(folder)) {
      try (var files = Files.walk(folder)) {
        for (var file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
  }
}
