package org.carafe.web;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Copies of the project to write modules into. */
final class ProjectCopy {
  private ProjectCopy() {}

  private static final Pattern NEEDED =
      Pattern.compile("pom\\.xml|carafe|(\\.mvn|config)(/.*)?|[a-z]+-module(/.*)?");

  /** What tests and servers leave in the builds' folders. */
  private static final Pattern LEFT =
      Pattern.compile(
          "[a-z]+-module/target/(it-.*|.*-it|.*-reports|surefire|site|jacoco.*|.*\\.war)");

  private static final Pattern WRITTEN =
      Pattern.compile(
          "(?!.*/target/|var/).*(\\.(java|xml|xhtml|sql|yaml|properties|peb)|/META-INF/services/.*)");

  /** Lists of its own, and links to the modules: for what reads and writes sources. */
  static void make(Path copy) throws IOException {
    Path web = Files.createDirectories(copy.resolve("web-module"));
    Files.copy(SourceTree.ROOT.resolve("pom.xml"), copy.resolve("pom.xml"));
    Files.copy(SourceTree.MODULE.resolve("pom.xml"), web.resolve("pom.xml"));
    Files.createSymbolicLink(web.resolve("src"), SourceTree.MODULE.resolve("src"));
    try (Stream<Path> modules = Files.list(SourceTree.ROOT)) {
      for (Path module : modules.toList()) {
        String name = module.getFileName().toString();
        if (name.endsWith("-module") && !name.equals("web-module")) {
          Files.createSymbolicLink(copy.resolve(name), module);
        }
      }
    }
  }

  /** Files of its own with what was built of them: for what builds. */
  static void built(Path copy) throws IOException {
    Files.createDirectories(copy);
    copy(SourceTree.ROOT, copy);
    SourceTree.linkUnpacked(copy.resolve("var"));
  }

  private static void copy(Path folder, Path into) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        String name = SourceTree.ROOT.relativize(file).toString();
        if (NEEDED.matcher(name).matches() && !LEFT.matcher(name).matches()) {
          Path target = into.resolve(file.getFileName());
          Files.copy(file, target, StandardCopyOption.COPY_ATTRIBUTES);
          if (Files.isDirectory(file)) {
            copy(file, target);
          }
        }
      }
    }
  }

  /** Every file that somebody wrote, and its text. */
  static TreeMap<String, String> everything(Path copy) throws IOException {
    var all = new TreeMap<String, String>();
    try (Stream<Path> files = Files.walk(copy)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String name = copy.relativize(file).toString();
        if (WRITTEN.matcher(name).matches()) {
          all.put(name, Files.readString(file));
        }
      }
    }
    return all;
  }

  /** The files that are no longer as they were. */
  static List<String> changes(Map<String, String> before, Map<String, String> after) {
    return Stream.concat(before.keySet().stream(), after.keySet().stream())
        .distinct()
        .filter(name -> !Objects.equals(before.get(name), after.get(name)))
        .toList();
  }

  /** The libraries of this test, as a class path without the tests. */
  static String libraries() {
    String path =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    return Stream.of(path.split(File.pathSeparator, -1))
        .filter(entry -> !entry.matches(".*/(it|test)-classes/?"))
        .collect(Collectors.joining(File.pathSeparator));
  }
}
