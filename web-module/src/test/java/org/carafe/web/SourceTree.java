package org.carafe.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The files of all modules, as they are in the repository. */
final class SourceTree {
  static final Path MODULE = Path.of(System.getProperty("basedir", "")).toAbsolutePath();
  static final Path ROOT = MODULE.getParent();

  private SourceTree() {}

  /** Links what is unpacked once for all copies of the project to a copy's own folder. */
  static void linkUnpacked(Path var) throws IOException {
    Files.createDirectories(var);
    for (String name : List.of("mariadb", "payara")) {
      Path ours = Files.createDirectories(ROOT.resolve("var").resolve(name));
      Files.createSymbolicLink(var.resolve(name), ours);
    }
  }

  /** Every view of every module. */
  static List<Path> views() {
    return files(path -> path.getFileName().toString().endsWith(".xhtml"));
  }

  /** Every module's texts in the first language. */
  static List<Path> bundles() {
    return files(path -> path.getFileName().toString().equals("messages.properties"));
  }

  /** Every module's mail templates. */
  static List<Path> mailTemplates() {
    return files(path -> path.getFileName().toString().endsWith(".peb"));
  }

  /** What a file says, for messages of tests. */
  static String name(Path file) {
    return ROOT.relativize(file).toString();
  }

  /** Every class of every module, tests left out. */
  static List<Path> classes() {
    return files(path -> path.getFileName().toString().endsWith(".java"));
  }

  static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Properties properties(Path file) {
    var properties = new Properties();
    try (var reader = Files.newBufferedReader(file, UTF_8)) {
      properties.load(reader);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return properties;
  }

  /** The keys of a module's texts as views write them, with the module's name in front. */
  static Stream<String> fullKeys(Path bundle) {
    String module = bundle.getParent().getFileName().toString();
    Set<String> keys = properties(bundle).stringPropertyNames();
    return keys.stream().map(key -> module + "." + key);
  }

  private static List<Path> files(Predicate<Path> wanted) {
    try (Stream<Path> modules = Files.list(ROOT)) {
      return modules
          .map(module -> module.resolve("src/main"))
          .filter(Files::isDirectory)
          .flatMap(SourceTree::walk)
          .filter(wanted)
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Stream<Path> walk(Path folder) {
    try {
      return Files.walk(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
