package org.carafe.cli.scaffold;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The sources of a project, and its two lists of modules. */
record Clone(Path root) {
  private static final Pattern VERSION =
      Pattern.compile("<artifactId>carafe</artifactId>\\s*<version>([^<]+)</version>");
  private static final Pattern SCRIPT = Pattern.compile("V(\\d{14})__.*\\.sql");

  static Clone at(Path root) {
    if (!Files.isRegularFile(root.resolve("pom.xml"))
        || !Files.isRegularFile(root.resolve("web-module/pom.xml"))) {
      throw new ScaffoldException(
          "%s is no clone of the project. Run this by ./carafe, where its modules are."
              .formatted(root));
    }
    return new Clone(root);
  }

  Path modulePath(String module) {
    return root.resolve(module + "-module");
  }

  Path pom() {
    return root.resolve("pom.xml");
  }

  Path assembly() {
    return root.resolve("web-module/pom.xml");
  }

  /** The names of the modules that have a folder. */
  List<String> modules() {
    try (Stream<Path> folders = Files.list(root)) {
      return folders
          .filter(folder -> Files.isRegularFile(folder.resolve("pom.xml")))
          .map(folder -> folder.getFileName().toString())
          .filter(name -> name.endsWith("-module"))
          .map(name -> name.substring(0, name.length() - "-module".length()))
          .sorted()
          .toList();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  String version() {
    Matcher version = VERSION.matcher(text(pom()));
    if (!version.find()) {
      throw new ScaffoldException("pom.xml names no version of carafe. Restore it from Git.");
    }
    return version.group(1);
  }

  /** The newest version of a migration; a later one may build on every table. */
  Optional<String> newestMigration() {
    return sources(path -> path.getFileName().toString().endsWith(".sql")).stream()
        .map(path -> SCRIPT.matcher(path.getFileName().toString()))
        .filter(Matcher::matches)
        .map(script -> script.group(1))
        .max(String::compareTo);
  }

  /** The first file below the modules' main folders that holds this. */
  Optional<Path> holding(String fileNames, Pattern wanted) {
    return sources(path -> path.getFileName().toString().matches(fileNames)).stream()
        .filter(path -> wanted.matcher(text(path)).find())
        .map(root::relativize)
        .findFirst();
  }

  private List<Path> sources(Predicate<Path> wanted) {
    return modules().stream()
        .map(module -> modulePath(module).resolve("src/main"))
        .filter(Files::isDirectory)
        .flatMap(folder -> files(folder).stream())
        .filter(wanted)
        .sorted()
        .toList();
  }

  private static List<Path> files(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).toList();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException unreadable) {
      throw new ScaffoldException("%s cannot be read: %s".formatted(file, unreadable), unreadable);
    }
  }
}
