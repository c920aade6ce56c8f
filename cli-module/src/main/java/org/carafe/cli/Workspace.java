package org.carafe.cli;

import java.io.File;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.carafe.testing.ServerException;

/** The places in a clone: what the build made, and {@code var}, where a run keeps its things. */
record Workspace(Path root) {

  /** The carafe script starts in the clone. */
  static Workspace current() {
    return new Workspace(Path.of("").toAbsolutePath());
  }

  Path var(String name) {
    return root.resolve("var").resolve(name);
  }

  /** The exploded WAR. */
  Path application() {
    return built("web-module/target/carafe");
  }

  Path payaraMicro() throws IOException {
    return Path.of(Files.readString(built("cli-module/target/payara-micro")).strip());
  }

  /** The development modules and those of their libraries that the WAR lacks. */
  List<Path> developmentLibraries() throws IOException {
    var module = root.resolve("dev-module");
    if (!Files.isDirectory(module.resolve("target"))) {
      return List.of();
    }
    var libraries = new ArrayList<Path>();
    try (DirectoryStream<Path> jars =
        Files.newDirectoryStream(module.resolve("target"), "dev-module-*.jar")) {
      jars.forEach(libraries::add);
    }
    var war = application().resolve("WEB-INF/lib");
    Stream.of(Files.readString(module.resolve("target/classpath")).split(File.pathSeparator))
        .map(Path::of)
        .filter(jar -> !Files.exists(war.resolve(jar.getFileName().toString())))
        .forEach(libraries::add);
    return libraries;
  }

  /** The folders of resources of those modules whose sources are here, by the module's name. */
  Map<String, Path> resources(List<String> modules) {
    var folders = new LinkedHashMap<String, Path>();
    for (var module : modules) {
      var sources = root.resolve(module + "-module").resolve("src/main");
      if (Files.isDirectory(sources)) {
        folders.put(module, sources.resolve("resources"));
      }
    }
    return folders;
  }

  private Path built(String name) {
    var path = root.resolve(name);
    if (!Files.exists(path)) {
      throw new ServerException(
          name + " was not built. Start this with ./carafe, which builds it.");
    }
    return path;
  }
}
