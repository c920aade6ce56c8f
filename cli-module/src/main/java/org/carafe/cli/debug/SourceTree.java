package org.carafe.cli.debug;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The sources of the modules that the running application is made of, and what changes in them. */
final class SourceTree {
  private static final String MAIN = "src/main";

  /** What tells one state of a file from another. */
  private record State(long modified, long size) {}

  private final Path root;
  private final List<String> modules;
  private Map<Path, State> states;

  /**
   * Remembers how everything is now.
   *
   * @param built when what runs was built; what was saved later is a change already
   */
  SourceTree(Path root, Collection<String> modules, FileTime built) {
    this.root = root;
    this.modules = List.copyOf(modules);
    this.states = look();
    states.values().removeIf(state -> state.modified() > built.toMillis());
  }

  /** The files that came, changed or went since the last call. */
  synchronized List<Path> changes() {
    var now = look();
    var before = states;
    states = now;
    var came =
        now.entrySet().stream()
            .filter(entry -> !entry.getValue().equals(before.get(entry.getKey())))
            .map(Map.Entry::getKey);
    var went = before.keySet().stream().filter(file -> !now.containsKey(file));
    return Stream.concat(came, went).sorted().toList();
  }

  /** Every Java source. */
  synchronized List<Path> javaFiles() {
    return states.keySet().stream().filter(SourceTree::isJava).toList();
  }

  static boolean isJava(Path file) {
    return file.toString().endsWith(".java");
  }

  /** The module a file belongs to. */
  String moduleOf(Path file) {
    return root.relativize(file).getName(0).toString();
  }

  Path main(String module) {
    return root.resolve(module).resolve(MAIN);
  }

  /** The file as a person at the root of the clone would name it. */
  String name(Path file) {
    return root.relativize(file).toString();
  }

  private Map<Path, State> look() {
    var found = new HashMap<Path, State>();
    for (String module : modules) {
      try {
        Files.walkFileTree(
            main(module),
            new SimpleFileVisitor<>() {
              @Override
              public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                // A pipe could be waited on for ever.
                if (!attributes.isOther() && !isScratch(file.getFileName().toString())) {
                  found.put(
                      file, new State(attributes.lastModifiedTime().toMillis(), attributes.size()));
                }
                return FileVisitResult.CONTINUE;
              }

              @Override
              public FileVisitResult visitFileFailed(Path file, IOException failure)
                  throws IOException {
                if (failure instanceof NoSuchFileException) {
                  return FileVisitResult.CONTINUE; // gone while we looked
                }
                throw failure;
              }
            });
      } catch (IOException failure) {
        throw new UncheckedIOException(failure);
      }
    }
    return found;
  }

  /** What editors leave beside the file that is being edited. */
  private static boolean isScratch(String name) {
    return name.startsWith(".") || name.endsWith("~") || name.endsWith(".swp");
  }
}
