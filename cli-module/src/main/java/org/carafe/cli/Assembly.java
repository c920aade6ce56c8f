package org.carafe.cli;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Puts the exploded WAR and more libraries into a folder, as links where the disk allows it. */
final class Assembly {
  /** What none of our annotations is in, by how its file begins; they are most of all classes. */
  private static final List<String> NOT_SCANNED =
      List.of("bcprov-", "flyway-", "mariadb-java-client-", "pebble-", "jakarta.mail-api-");

  private Assembly() {}

  static Path into(Path target, Path application, List<Path> libraries) throws IOException {
    delete(target);
    Files.walkFileTree(
        application,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes)
              throws IOException {
            Files.createDirectories(target.resolve(application.relativize(folder)));
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            link(file, target.resolve(application.relativize(file)));
            return FileVisitResult.CONTINUE;
          }
        });
    var lib = Files.createDirectories(target.resolve("WEB-INF/lib"));
    for (var library : libraries) {
      link(library, lib.resolve(library.getFileName().toString()));
    }
    passOver(target, lib);
    return target;
  }

  /**
   * Has the server pass over libraries when it looks for annotations, which it does at each
   * deployment: one that lies there unpacked too, as in an EAR, is not opened.
   */
  private static void passOver(Path target, Path lib) throws IOException {
    try (DirectoryStream<Path> jars = Files.newDirectoryStream(lib, "*.jar")) {
      for (Path jar : jars) {
        String name = jar.getFileName().toString();
        if (NOT_SCANNED.stream().anyMatch(name::startsWith)) {
          Files.createDirectories(
              target.resolve("WEB-INF__lib__" + name.replaceFirst("\\.jar$", "_jar")));
        }
      }
    }
  }

  private static void link(Path file, Path link) throws IOException {
    try {
      Files.createLink(link, file);
    } catch (IOException | UnsupportedOperationException e) {
      Files.copy(file, link); // another disk, or one without hard links
    }
  }

  private static void delete(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path emptied, @Nullable IOException failure)
              throws IOException {
            Files.delete(emptied);
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
