package org.carafe.cli.scaffold;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.carafe.core.text.Suggestion;

/** A module that is to be taken out: its folder and the two lines that assemble it. */
public final class RemovedModule {
  private static final Set<String> HOUSE =
      Set.of("core", "mail", "users", "auth", "web", "dev", "cli", "testing");

  private final Clone clone;
  private final String module;

  /**
   * In the project in this folder.
   *
   * @throws ScaffoldException when there is no such module, or it cannot be taken out
   */
  public RemovedModule(Path root, String module) {
    this.clone = Clone.at(root);
    this.module = module;
    List<String> features = clone.modules().stream().filter(name -> !HOUSE.contains(name)).toList();
    if (HOUSE.contains(module)) {
      throw new ScaffoldException(
          "%s-module is a part of the house and not taken out by this command.".formatted(module));
    }
    if (!features.contains(module)) {
      throw new ScaffoldException(
          "There is no module %s.%s"
              .formatted(
                  module,
                  features.isEmpty()
                      ? " None was added yet: carafe new module makes one."
                      : Suggestion.of(module, features)
                          + " Those that can be taken out: "
                          + String.join(", ", features)
                          + "."));
    }
    for (String other : clone.modules()) {
      String pom = Clone.text(clone.modulePath(other).resolve("pom.xml"));
      if (!other.equals(module)
          && !other.equals("web")
          && pom.contains("<artifactId>" + module + "-module</artifactId>")) {
        throw new ScaffoldException(
            "%s-module depends on it. Take that out first: carafe remove module %s"
                .formatted(other, other));
      }
    }
  }

  /** How many migrations it brings. */
  public long migrations() throws IOException {
    Path scripts = folder().resolve("src/main/resources/db/migration");
    if (!Files.isDirectory(scripts)) {
      return 0;
    }
    try (Stream<Path> files = Files.walk(scripts)) {
      return files.filter(file -> file.toString().endsWith(".sql")).count();
    }
  }

  /** How many files of its own it has. */
  public long files() throws IOException {
    try (Stream<Path> files = Files.walk(folder())) {
      return files.filter(Files::isRegularFile).filter(file -> !isBuilt(file)).count();
    }
  }

  private boolean isBuilt(Path file) {
    return folder().relativize(file).startsWith("target");
  }

  private Path folder() {
    return clone.modulePath(module);
  }

  /** Takes it out. The lists go first: without them the folder is nothing to the build. */
  public void remove() throws IOException {
    CloneLock.holding(
        clone.root(),
        () -> {
          NewModule.replace(
              clone.assembly(), ModuleLists.without(Clone.text(clone.assembly()), module));
          NewModule.replace(clone.pom(), ModuleLists.without(Clone.text(clone.pom()), module));
          NewModule.delete(folder());
          return module;
        });
  }
}
