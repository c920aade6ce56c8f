package org.carafe.web;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.carafe.testing.Site;
import org.carafe.web.ArchitectureRule.Modules;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The rules of the design over every module that was built, whether or not it is in the WAR. */
class ArchitectureTest {
  private static JavaClasses all;

  @BeforeAll
  static void read() throws IOException {
    all = read("target/classes");
  }

  private static JavaClasses read(String folder) throws IOException {
    try (Stream<Path> modules = Files.list(SourceTree.ROOT)) {
      return new ClassFileImporter()
          .importPaths(
              modules
                  .filter(module -> Files.isRegularFile(module.resolve("pom.xml")))
                  .map(module -> module.resolve(folder))
                  .filter(Files::isDirectory)
                  .toList());
    }
  }

  @ParameterizedTest
  @EnumSource
  void keeps(ArchitectureRule rule) {
    rule.rule().check(all);
  }

  @Test
  void readsEveryModule() {
    assertThat(all.stream().map(Modules::of))
        .containsAll(Modules.IN_THE_WAR)
        .allSatisfy(name -> assertThat(Modules.MAY_KNOW).containsKey(name));
  }

  @Test
  void letsNoFeatureKnowWhatAssemblesOrServesIt() {
    assertThat(Modules.MAY_KNOW)
        .allSatisfy(
            (name, known) -> {
              if (Modules.isFeature(name)) {
                assertThat(known)
                    .as(name)
                    .doesNotContain("web", "dev", "cli", "testing", "snippets");
              }
            });
  }

  /** Nor anything else that there is once: the others run beside those who take turns. */
  @Test
  void letsOnlyTestsThatTakeTurnsUseTheSharedServer() throws IOException {
    noClasses()
        .that()
        .haveNameMatching(".*IT")
        .and()
        .areNotMetaAnnotatedWith(Execution.class)
        .should()
        .callMethod(Site.class, "current")
        .orShould()
        .callMethod(System.class, "setProperty", String.class, String.class)
        .orShould()
        .callMethod(System.class, "setOut", PrintStream.class)
        .orShould()
        .callMethod(System.class, "setErr", PrintStream.class)
        .because("it runs beside the others unless it is a @BrowserTest or a @ContainerTest")
        .check(read("target/test-classes"));
  }

  /** No exception outlives its cause. */
  @Test
  void letsOffOnlyClassesThatExist() {
    assertThat(ArchitectureRule.LET_OFF).allSatisfy(name -> assertThat(all.contain(name)).isTrue());
  }

  @Test
  void keepsDevelopmentOutOfTheWar() throws IOException {
    String pom = SourceTree.text(SourceTree.MODULE.resolve("pom.xml"));
    assertThat(assembled(pom)).isNotEmpty();
    assertThat(developmentIn(pom)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"dev-module", "cli-module", "testing-module", "snippets-module"})
  void findsDevelopmentInTheWar(String module) {
    String line =
        "<dependency><groupId>org.carafe</groupId><artifactId>" + module + "</artifactId>";

    assertThat(developmentIn(line + "</dependency>")).hasSize(1);
    assertThat(developmentIn(line + "<scope>test</scope></dependency>")).isEmpty();
  }

  /** The lines of web-module's pom that put a module of ours into the WAR. */
  private static List<String> assembled(String pom) {
    return pom.lines()
        .filter(line -> line.contains("<groupId>org.carafe</groupId>"))
        .filter(line -> !line.contains("<parent>") && !line.contains("<scope>test</scope>"))
        .toList();
  }

  private static List<String> developmentIn(String pom) {
    return assembled(pom).stream()
        .filter(line -> line.matches(".*<artifactId>(dev|cli|testing|snippets)-module<.*"))
        .toList();
  }

  @Test
  void saysWhatEachPackageIsFor() {
    assertThat(packageInfos())
        .isNotEmpty()
        .allSatisfy(
            file ->
                assertThat(SourceTree.text(file))
                    .as(SourceTree.name(file))
                    .matches("(?s)/\\*\\*.*\\S.*\\*/.*"));
  }

  private static List<Path> packageInfos() {
    try (Stream<Path> files = Files.walk(SourceTree.ROOT)) {
      return files
          .filter(file -> file.toString().contains("/src/main/"))
          .filter(file -> file.getFileName().toString().equals("package-info.java"))
          .toList();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
