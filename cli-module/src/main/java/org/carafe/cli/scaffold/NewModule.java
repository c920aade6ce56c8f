package org.carafe.cli.scaffold;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Writes a feature module: into a folder that nothing looks at first, so that a failure leaves
 * nothing behind.
 */
public final class NewModule {
  private static final DateTimeFormatter TIMESTAMP = DateTimeFormatter.ofPattern("uuuuMMddHHmmss");

  private final Clone clone;
  private final Feature feature;
  private final Clock clock;

  /** For the project in this folder. */
  public NewModule(Path root, Feature feature, Clock clock) {
    this.clone = Clone.at(root);
    this.feature = feature;
    this.clock = clock;
  }

  /**
   * Writes it.
   *
   * @return the files, relative to the project
   * @throws ScaffoldException when it would meet something that is there already
   */
  public List<Path> write() throws IOException {
    return CloneLock.holding(clone.root(), this::writeAlone);
  }

  private List<Path> writeAlone() throws IOException {
    refuseWhatIsThere();
    String pom = ModuleLists.withModule(Clone.text(clone.pom()), feature.module());
    String assembly = ModuleLists.withDependency(Clone.text(clone.assembly()), feature.module());
    // No temporary folder: that would be closed to others, and stay so where it is moved to.
    Path draft = clone.root().resolve(".new-" + feature.module());
    delete(draft);
    try {
      List<Path> files = writeInto(draft);
      JavaFormat.apply(JavaFormat.javaFiles(files.stream()));
      List<Path> written =
          files.stream()
              .map(file -> Path.of(feature.module() + "-module").resolve(draft.relativize(file)))
              .toList();
      settle(draft, pom, assembly);
      return written;
    } finally {
      delete(draft);
    }
  }

  /** The folder and both poms, or none of them. */
  private void settle(Path draft, String pom, String assembly) throws IOException {
    String pomBefore = Clone.text(clone.pom());
    Path folder = clone.modulePath(feature.module());
    try {
      Files.move(draft, folder, StandardCopyOption.ATOMIC_MOVE);
      replace(clone.pom(), pom);
      replace(clone.assembly(), assembly);
    } catch (IOException | RuntimeException failure) {
      delete(folder);
      replace(clone.pom(), pomBefore);
      throw failure;
    }
  }

  /** All at once: whoever reads the file sees the old or the new one. */
  static void replace(Path file, String text) throws IOException {
    Path draft = file.resolveSibling("." + file.getFileName() + ".new");
    Files.writeString(draft, text);
    Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  private void refuseWhatIsThere() {
    String module = feature.module();
    if (Files.exists(clone.modulePath(module)) || clone.modules().contains(module)) {
      throw new ScaffoldException(
          "There is a module %s already. Choose another name, or take it out first: carafe remove module %s"
              .formatted(module, module));
    }
    if (Clone.text(clone.pom()).contains("<module>" + module + "-module</module>")) {
      throw new ScaffoldException(
          "pom.xml lists %s-module, which has no folder. Take the line out.".formatted(module));
    }
    refuse(
        "The table %s".formatted(feature.table()),
        ".*\\.sql",
        "(?i)create table (if not exists )?`?%s`?\\s*\\(".formatted(feature.table()),
        "Choose another plural with --plural");
    refuse(
        "The URL /" + feature.url(),
        ".*Blueprint\\.java",
        "\"/%s[\"/]".formatted(Pattern.quote(feature.url())),
        "Choose another plural with --plural");
    refuse(
        "The entity " + feature.entity(),
        ".*\\.java",
        "@Entity(?s:.{0,200})class %s ".formatted(feature.entity()),
        "Choose another name");
    for (String bean : feature.beans()) {
      refuse(
          "The bean " + bean,
          ".*\\.java",
          "@Named\\(\"%s\"\\)".formatted(bean),
          "Choose other names");
    }
  }

  private void refuse(String what, String files, String found, String remedy) {
    clone
        .holding(files, Pattern.compile(found))
        .ifPresent(
            file -> {
              throw new ScaffoldException("%s is in %s already. %s.".formatted(what, file, remedy));
            });
  }

  private List<Path> writeInto(Path draft) {
    var templates = new Templates();
    Map<String, Object> variables = feature.variables(clone.version());
    var written =
        files().entrySet().stream()
            .map(
                file ->
                    write(
                        draft.resolve(file.getValue()),
                        templates.render("module/" + file.getKey(), variables)))
            .toList();
    var enums =
        feature.fields().stream()
            .filter(field -> field.kind() == FieldKind.ENUM)
            .map(field -> field.variables(feature.module(), Names.small(feature.entity())))
            .map(
                field -> {
                  var all = new HashMap<>(variables);
                  all.put("field", field);
                  return write(
                      draft.resolve(java("main", "") + field.get("type") + ".java"),
                      templates.render("module/main/Enum.java", all));
                });
    return Stream.concat(written.stream(), enums).toList();
  }

  private static Path write(Path file, String text) {
    try {
      Files.createDirectories(file.getParent());
      return Files.writeString(file, text);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private String java(String kind, String inner) {
    return "src/" + kind + "/java/org/carafe/" + feature.module() + "/" + inner;
  }

  /** Each template and the file that it becomes. */
  private Map<String, String> files() {
    String entity = feature.entity();
    String plural = Names.capital(feature.plural());
    String module = feature.module();
    String main = java("main", "");
    String boundary = java("main", "boundary/");
    String test = java("test", "");
    String resources = "src/main/resources/";
    String texts = resources + "org/carafe/" + module + "/";
    String views = resources + "META-INF/resources/WEB-INF/" + module + "/";
    String script = "__" + feature.table() + ".sql";
    String version = timestamp();
    var files = new LinkedHashMap<String, String>();
    files.put("pom.xml", "pom.xml");
    files.put("main/Blueprint.java", main + Names.capital(module) + "Blueprint.java");
    files.put("main/Verbs.java", main + plural + ".java");
    files.put("main/Draft.java", main + entity + "Draft.java");
    files.put("main/Stale.java", main + "Stale" + entity + ".java");
    files.put("main/Created.java", main + entity + "Created.java");
    files.put("main/Deleted.java", main + entity + "Deleted.java");
    files.put("main/package-info.java", main + "package-info.java");
    files.put("entity/Entity.java", java("main", "entity/") + entity + ".java");
    files.put("entity/package-info.java", java("main", "entity/package-info.java"));
    files.put("boundary/ListPage.java", boundary + plural + "Page.java");
    files.put("boundary/ShowPage.java", boundary + "Show" + entity + "Page.java");
    files.put("boundary/NewPage.java", boundary + "New" + entity + "Page.java");
    files.put("boundary/EditPage.java", boundary + "Edit" + entity + "Page.java");
    files.put("boundary/DeletePage.java", boundary + "Delete" + entity + "Page.java");
    files.put("boundary/Resource.java", boundary + plural + "Resource.java");
    files.put("boundary/package-info.java", boundary + "package-info.java");
    if (feature.hasEnums()) {
      files.put("boundary/Choices.java", boundary + entity + "Choices.java");
    }
    for (String view : List.of("list", "show", "create", "edit", "delete", "fields", "values")) {
      files.put("views/" + view + ".xhtml", views + view + ".xhtml");
    }
    files.put("text/messages.properties", texts + "messages.properties");
    files.put("text/messages_de.properties", texts + "messages_de.properties");
    files.put("openapi.yaml", texts + "openapi.yaml");
    files.put("beans.xml", resources + "META-INF/beans.xml");
    files.put("service", resources + "META-INF/services/org.carafe.core.Blueprint");
    files.put("up.sql", resources + "db/migration/" + module + "/V" + version + script);
    if (feature.owned()) {
      files.put("model.sql", resources + "db/model/" + module + ".sql");
    }
    files.put("down.sql", resources + "db/undo/" + module + "/U" + version + script);
    files.put("test/Drafts.java", test + entity + "Drafts.java");
    files.put("test/VerbsIT.java", test + plural + "IT.java");
    files.put("test/EntityTest.java", java("test", "entity/") + entity + "Test.java");
    files.put("test/PagesIT.java", java("test", "boundary/") + plural + "PagesIT.java");
    files.put("test/ResourceIT.java", java("test", "boundary/") + plural + "ResourceIT.java");
    files.put("test/ApiCases.java", java("test", "boundary/") + plural + "ApiCases.java");
    files.put("test/Parts.java", java("test", "boundary/") + plural + "Parts.java");
    return files;
  }

  /** Now, but later than every other: a fresh database applies migrations by their versions. */
  private String timestamp() {
    String now = TIMESTAMP.format(LocalDateTime.ofInstant(clock.instant(), ZoneOffset.UTC));
    return clone
        .newestMigration()
        .filter(newest -> newest.compareTo(now) >= 0)
        .map(newest -> TIMESTAMP.format(LocalDateTime.parse(newest, TIMESTAMP).plusSeconds(1)))
        .orElse(now);
  }

  static void delete(Path folder) throws IOException {
    if (Files.exists(folder)) {
      try (Stream<Path> files = Files.walk(folder)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
  }
}
