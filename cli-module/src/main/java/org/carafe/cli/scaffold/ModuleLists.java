package org.carafe.cli.scaffold;

import java.util.List;
import java.util.regex.Pattern;

/** The two lines that assemble a module: in the root's {@code pom.xml} and in web's. */
final class ModuleLists {
  private static final Pattern MODULE = Pattern.compile(" *<module>\\w+-module</module>");
  private static final Pattern DEPENDENCY =
      Pattern.compile(
          " *<dependency><groupId>org\\.carafe</groupId>.*<artifactId>\\w+-module</artifactId>(?!.*<scope>).*");

  private ModuleLists() {}

  /** The root's pom with the module, in front of those that are for development only. */
  static String withModule(String pom, String module) {
    List<String> lines = pom.lines().toList();
    int last = -1;
    for (int i = 0; i < lines.size(); i++) {
      if (MODULE.matcher(lines.get(i)).matches()
          && !lines.get(i).matches(".*<module>(dev|cli|web)-module</module>")) {
        last = i;
      }
    }
    return inserted(
        pom, lines, last, "pom.xml", "    <module>%s-module</module>".formatted(module));
  }

  /** Web's pom with the dependency, behind the last one. */
  static String withDependency(String pom, String module) {
    List<String> lines = pom.lines().toList();
    int last = -1;
    for (int i = 0; i < lines.size(); i++) {
      if (DEPENDENCY.matcher(lines.get(i)).matches()) {
        last = i;
      }
    }
    return inserted(
        pom,
        lines,
        last,
        "web-module/pom.xml",
        "    <dependency><groupId>org.carafe</groupId><artifactId>%s-module</artifactId><version>${project.version}</version></dependency>"
            .formatted(module));
  }

  private static String inserted(
      String pom, List<String> lines, int after, String file, String line) {
    if (after < 0) {
      throw new ScaffoldException(
          "%s lists no module that another could stand behind. Restore it from Git."
              .formatted(file));
    }
    String before = lines.get(after);
    int end = pom.indexOf(before) + before.length();
    return pom.substring(0, end) + "\n" + line + pom.substring(end);
  }

  /** A pom without the lines that name the module. */
  static String without(String pom, String module) {
    String name = Pattern.quote(module + "-module");
    return pom.replaceAll(
        "(?m)^ *(<module>%s</module>|<dependency><groupId>org\\.carafe</groupId><artifactId>%s</artifactId>.*</dependency>)\\R"
            .formatted(name, name),
        "");
  }
}
