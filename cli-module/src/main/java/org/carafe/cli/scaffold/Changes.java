package org.carafe.cli.scaffold;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** New and changed files of a project, which are written all or not at all. */
final class Changes {
  private final Path root;
  private final Map<Path, String> texts = new LinkedHashMap<>();
  private final List<Path> fresh = new ArrayList<>();

  Changes(Path root) {
    this.root = root;
  }

  /** A file that must not be there yet. */
  void create(Path file, String text) {
    if (Files.exists(file)) {
      throw new ScaffoldException(
          "%s is there already. Choose another name, or take the file away first."
              .formatted(root.relativize(file)));
    }
    fresh.add(file);
    texts.put(file, text);
  }

  /** A file that is there, with another text. */
  void edit(Path file, String text) {
    texts.put(file, text);
  }

  /** The text a file will have. */
  String text(Path file) {
    String planned = texts.get(file);
    return planned == null ? Clone.text(file) : planned;
  }

  boolean exists(Path file) {
    return texts.containsKey(file) || Files.exists(file);
  }

  /**
   * Formats what is Java, then writes everything.
   *
   * @return the files, relative to the project
   */
  List<Path> write() throws IOException {
    format();
    var before = new LinkedHashMap<Path, String>();
    try {
      for (var file : texts.entrySet()) {
        before.put(file.getKey(), fresh.contains(file.getKey()) ? "" : Clone.text(file.getKey()));
        Files.createDirectories(file.getKey().getParent());
        NewModule.replace(file.getKey(), file.getValue());
      }
    } catch (IOException | RuntimeException failure) {
      for (var file : before.entrySet()) {
        if (fresh.contains(file.getKey())) {
          Files.deleteIfExists(file.getKey());
        } else {
          NewModule.replace(file.getKey(), file.getValue());
        }
      }
      throw failure;
    }
    return texts.keySet().stream().map(root::relativize).toList();
  }

  private void format() throws IOException {
    Path draft = Files.createTempDirectory("carafe-new-");
    try {
      var copies = new LinkedHashMap<Path, Path>();
      for (Path file : JavaFormat.javaFiles(texts.keySet().stream())) {
        Path copy = Files.createDirectories(draft.resolve(String.valueOf(copies.size())));
        copies.put(file, Files.writeString(copy.resolve(file.getFileName()), texts.get(file)));
      }
      JavaFormat.apply(List.copyOf(copies.values()));
      for (var copy : copies.entrySet()) {
        texts.put(copy.getKey(), Files.readString(copy.getValue()));
      }
    } finally {
      NewModule.delete(draft);
    }
  }
}
