package org.carafe.web;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.SimpleConditionEvent.satisfied;
import static com.tngtech.archunit.lang.SimpleConditionEvent.violated;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.library.GeneralCodingRules;
import jakarta.enterprise.context.ConversationScoped;
import jakarta.enterprise.context.SessionScoped;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Named;
import jakarta.persistence.Entity;
import jakarta.persistence.EntityManager;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Calendar;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.carafe.core.Blueprint;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The rules of the design over every module that was built, whether or not it is in the WAR. */
class ArchitectureTest {
  /** Each module and the ones it may know: arrows only point down. */
  private static final Map<String, Set<String>> MAY_KNOW =
      Map.of(
          "testing", Set.of(),
          "core", Set.of(),
          "mail", Set.of("core"),
          "users", Set.of("mail", "core"),
          "auth", Set.of("users", "mail", "core"),
          // no feature: taking one out of the build must not touch web's code
          "web", Set.of("core"),
          "dev", Set.of("mail", "core"),
          "cli", Set.of("core", "testing"));

  private static final Set<String> IN_THE_WAR = Set.of("core", "mail", "users", "auth", "web");

  private static JavaClasses all;

  @BeforeAll
  static void read() throws IOException {
    try (Stream<Path> modules = Files.list(SourceTree.ROOT)) {
      all =
          new ClassFileImporter()
              .importPaths(
                  modules
                      .filter(module -> Files.isRegularFile(module.resolve("pom.xml")))
                      .map(module -> module.resolve("target/classes"))
                      .filter(Files::isDirectory)
                      .toList());
    }
  }

  private static String module(JavaClass type) {
    return type.getPackageName().split("\\.")[2];
  }

  private static boolean isOurs(JavaClass type) {
    return type.getPackageName().startsWith("org.carafe.");
  }

  @Test
  void readsEveryModule() {
    assertThat(all.stream().map(ArchitectureTest::module))
        .containsAll(IN_THE_WAR)
        .allSatisfy(name -> assertThat(MAY_KNOW).containsKey(name));
  }

  @Nested
  class Modules {
    @Test
    void knowOnlyTheOnesBelowThem() {
      each(
              "know only the modules below them",
              use ->
                  MAY_KNOW.get(module(use.getOriginClass())).contains(module(use.getTargetClass())))
          .because("arrows point down; a module above is reached by events and slots")
          .check(all);
    }

    @Test
    void reachOthersThroughTheirRootPackage() {
      each(
              "reach other modules through their root package",
              use -> {
                JavaClass target = use.getTargetClass();
                // Every package of the kernel is part of its API, one for each subject.
                return module(target).equals("core")
                    || target.getPackageName().equals("org.carafe." + module(target));
              })
          .because("what is inside a module must be free to change")
          .check(all);
    }

    private ArchRule each(String what, Predicate<Dependency> allowed) {
      return classes()
          .should(
              new ArchCondition<>(what) {
                @Override
                public void check(JavaClass type, ConditionEvents events) {
                  type.getDirectDependenciesFromSelf().stream()
                      .filter(use -> isOurs(use.getTargetClass()))
                      .filter(use -> !module(use.getTargetClass()).equals(module(type)))
                      .filter(use -> !allowed.test(use))
                      .forEach(use -> events.add(violated(use, use.getDescription())));
                }
              });
    }

    @Test
    void ofDevelopmentAreNotInTheWar() throws IOException {
      try (Stream<Path> libraries = Files.walk(SourceTree.MODULE.resolve("target/classes"))) {
        assertThat(libraries.map(Path::toString))
            .noneMatch(
                file -> file.contains("/org/carafe/dev/") || file.contains("/org/carafe/cli/"));
      }
      String pom = SourceTree.text(SourceTree.MODULE.resolve("pom.xml"));
      assertThat(pom.lines().filter(line -> line.contains("<groupId>org.carafe</groupId>")))
          .filteredOn(line -> !line.contains("<parent>") && !line.contains("<scope>test</scope>"))
          .isNotEmpty()
          .noneMatch(line -> line.matches(".*<artifactId>(dev|cli|testing)-module<.*"));
    }
  }

  @Nested
  class Insides {
    @Test
    void ofEntitiesKnowNeitherPagesNorRequests() {
      noClasses()
          .that()
          .resideInAPackage("..entity..")
          .should()
          .dependOnClassesThat(
              resideInAnyPackage(
                  "..boundary..",
                  "jakarta.ws.rs..",
                  "jakarta.faces..",
                  "jakarta.servlet..",
                  "org.carafe.core.web..",
                  "org.carafe.core.rest..",
                  "org.carafe.core.faces.."))
          .because(
              "an entity guards its data wherever it is used: in a page, a command or an observer")
          .check(all);
    }

    @Test
    void ofEntitiesHaveNoSetters() {
      noClasses()
          .that()
          .areAnnotatedWith(Entity.class)
          .should(declareMethods(method -> method.matches("set[A-Z].*")))
          .because("behaviour sits with the data it guards: user.disable(), not setEnabled(false)")
          .check(all);
    }

    @Test
    void ofControlsKnowNeitherPagesNorResources() {
      noClasses()
          .that()
          .resideInAPackage("..control..")
          .should()
          .dependOnClassesThat(
              resideInAnyPackage("..boundary..", "jakarta.ws.rs..", "jakarta.faces.."))
          .because("control is what the verbs are made of, whoever calls them")
          .check(all);
    }

    @Test
    void ofVerbsNeedNoRequest() {
      noClasses()
          .that()
          .resideInAnyPackage("org.carafe.mail", "org.carafe.users", "org.carafe.auth")
          .or()
          .resideInAPackage("..control..")
          .should()
          .dependOnClassesThat(resideInAnyPackage("jakarta.servlet..", "org.carafe.core.web.."))
          .because("commands and observers call verbs too; cookies are the boundary's business")
          .check(all);
    }

    @Test
    void ofBoundariesAreKnownToBlueprintsAlone() {
      noClasses()
          .that()
          .resideOutsideOfPackage("..boundary..")
          .and()
          .areNotAssignableTo(Blueprint.class)
          .should()
          .dependOnClassesThat()
          .resideInAPackage("..boundary..")
          .because("pages call verbs, never the other way round")
          .check(all);
    }

    @Test
    void ofBoundariesLeaveTheDatabaseToVerbs() {
      noClasses()
          .that()
          .resideInAPackage("..boundary..")
          .should()
          .dependOnClassesThat()
          .areAssignableTo(EntityManager.class)
          .because("a page collects input, calls one verb and redirects")
          .check(all);
    }

    @Test
    void ofNamedBeansInheritNothing() {
      classes()
          .that()
          .areAnnotatedWith(Named.class)
          .should(
              new ArchCondition<>("extend nothing") {
                @Override
                public void check(JavaClass type, ConditionEvents events) {
                  type.getRawSuperclass()
                      .filter(parent -> !parent.isEquivalentTo(Object.class))
                      .ifPresent(
                          parent ->
                              events.add(
                                  violated(type, type.getName() + " extends " + parent.getName())));
                }
              })
          .because("a backing bean is one page and one action")
          .check(all);
    }
  }

  @Nested
  class Names {
    @ParameterizedTest
    @ValueSource(
        strings = {
          "Service",
          "Impl",
          "Manager",
          "Helper",
          "Util",
          "Utils",
          "Common",
          "Dto",
          "Abstract"
        })
    void sayMoreThan(String word) {
      noClasses()
          .should(beNamed(".*" + word + "(?![a-z]).*"))
          .because("“" + word + "” says nothing; names are nouns of the domain")
          .check(all);
    }

    @Test
    void writeAcronymsAsWords() {
      noClasses()
          .should(beNamed(".*[A-Z]{2}.*"))
          .because("HttpUrl can be read, HTTPURL cannot")
          .check(all);
    }

    private ArchCondition<JavaClass> beNamed(String expression) {
      return new ArchCondition<>("be named " + expression) {
        @Override
        public void check(JavaClass type, ConditionEvents events) {
          if (type.getSimpleName().matches(expression)) {
            events.add(satisfied(type, type.getName()));
          }
        }
      };
    }
  }

  @Nested
  class Code {
    @Test
    void writesToTheLog() {
      noClasses()
          .that(resideInAnyPackage("org.carafe.."))
          .and(not(belongTo("cli", "what a command answers goes to standard output")))
          .and(not(belongTo("testing", "the launcher speaks to the person at the terminal")))
          .should(GeneralCodingRules.ACCESS_STANDARD_STREAMS)
          .because("in a server nobody reads standard output")
          .check(all);
    }

    @Test
    void tellsTimeWithJavaTime() {
      noClasses()
          .that(
              not(
                  named(
                      "org.carafe.mail.OutgoingMail",
                      "Jakarta Mail takes nothing else for the Date header")))
          .should()
          .dependOnClassesThat(
              describe(
                  "belong to the old time API",
                  type ->
                      type.isAssignableTo(Date.class)
                          || type.isAssignableTo(Calendar.class)
                          || type.isAssignableTo(java.text.DateFormat.class)))
          .because("time is an Instant")
          .check(all);
    }

    @Test
    void asksAClockForTheTime() {
      noClasses()
          .that(
              not(
                  named(
                      "org.carafe.core.web.Kernel",
                      "filters are made before injection works; it holds the one clock of requests")))
          .and(
              not(
                  named(
                      "org.carafe.core.persistence.Environment$UtcClock",
                      "it is the clock that is injected")))
          .and(not(belongTo("cli", "commands measure what they run")))
          .and(not(belongTo("testing", "it waits for real processes")))
          .should()
          .callMethod(Instant.class, "now")
          .orShould()
          .callMethod(java.time.LocalDateTime.class, "now")
          .orShould()
          .callMethod(java.time.LocalDate.class, "now")
          .orShould()
          .callMethod(java.time.ZonedDateTime.class, "now")
          .orShould()
          .callMethod(System.class, "currentTimeMillis")
          .orShould()
          .callMethod(Clock.class, "systemUTC")
          .orShould()
          .callMethod(Clock.class, "systemDefaultZone")
          .because("a test must be able to say what time it is")
          .check(all);
    }

    @Test
    void keepsNothingInTheServersSession() {
      noClasses()
          .should()
          .dependOnClassesThat(
              describe(
                  "keep state between requests",
                  type ->
                      type.isEquivalentTo(HttpSession.class)
                          || type.isEquivalentTo(SessionScoped.class)
                          || type.isEquivalentTo(ConversationScoped.class)
                          || type.isEquivalentTo(ViewScoped.class)
                          || type.isEquivalentTo(jakarta.faces.context.Flash.class)))
          .because("any node answers any request, and losing a node loses nobody")
          .check(all);
    }

    @Test
    void asksForPermissionsNeverForRoles() {
      noClasses()
          .should()
          .dependOnClassesThat(
              resideInAnyPackage("jakarta.annotation.security..", "jakarta.security.."))
          .because("access rules live on routes and resources, and ask for permissions")
          .check(all);
    }

    @Test
    void isNullMarkedAndSaysWhatEachPackageIsFor() {
      var unmarked = new TreeSet<String>();
      for (JavaClass type : all) {
        JavaPackage home = type.getPackage();
        boolean marked =
            home.tryGetPackageInfo()
                .map(info -> info.isAnnotatedWith("org.jspecify.annotations.NullMarked"))
                .orElse(false);
        if (!marked) {
          unmarked.add(home.getName());
        }
      }
      assertThat(unmarked).as("packages without a @NullMarked package-info").isEmpty();
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

  /** Lets a whole module off a rule; the reason stands in the rule's description. */
  private static DescribedPredicate<JavaClass> belongTo(String name, String reason) {
    return describe("belong to " + name + ", because " + reason, type -> module(type).equals(name));
  }

  /** Lets one class off a rule; it must exist, so that no exception outlives its cause. */
  private static DescribedPredicate<JavaClass> named(String name, String reason) {
    assertThat(all.contain(name)).as("%s, which a rule lets off", name).isTrue();
    return describe("are " + name + ", because " + reason, type -> type.getName().equals(name));
  }

  private static ArchCondition<JavaClass> declareMethods(Predicate<String> named) {
    return new ArchCondition<>("declare such methods") {
      @Override
      public void check(JavaClass type, ConditionEvents events) {
        type.getMethods().stream()
            .filter(method -> named.test(method.getName()))
            .forEach(method -> events.add(satisfied(method, method.getFullName())));
      }
    };
  }
}
