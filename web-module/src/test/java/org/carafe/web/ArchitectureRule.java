package org.carafe.web;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.SimpleConditionEvent.satisfied;
import static com.tngtech.archunit.lang.SimpleConditionEvent.violated;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.library.GeneralCodingRules;
import jakarta.enterprise.context.ConversationScoped;
import jakarta.enterprise.context.SessionScoped;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.persistence.Entity;
import jakarta.persistence.EntityManager;
import jakarta.servlet.http.HttpSession;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
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
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.carafe.core.Blueprint;

/** The rules of the design. Every exception carries its reason. */
enum ArchitectureRule {
  MODULES_KNOW_ONLY_THE_ONES_BELOW_THEM(
      eachUse(
          "know only the modules below them",
          use -> Modules.mayKnow(use.getOriginClass()).contains(Modules.of(use.getTargetClass())),
          "arrows point down; a module above is reached by events and slots")),

  MODULES_REACH_OTHERS_THROUGH_THEIR_ROOT_PACKAGE(
      eachUse(
          "reach other modules through their root package",
          use -> {
            JavaClass target = use.getTargetClass();
            // Every package of the kernel is part of its API, one for each subject.
            return Modules.of(target).equals("core")
                || target.getPackageName().equals("org.carafe." + Modules.of(target));
          },
          "what is inside a module must be free to change")),

  ENTITIES_KNOW_NEITHER_PAGES_NOR_REQUESTS(
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
              "an entity guards its data wherever it is used: in a page, a command or an observer")),

  ENTITIES_HAVE_NO_SETTERS(
      noClasses()
          .that()
          .areAnnotatedWith(Entity.class)
          .should(declareMethods("set[A-Z].*"))
          .because(
              "behaviour sits with the data it guards: user.disable(), not setEnabled(false)")),

  CONTROLS_KNOW_NEITHER_PAGES_NOR_RESOURCES(
      noClasses()
          .that()
          .resideInAPackage("..control..")
          .should()
          .dependOnClassesThat(
              resideInAnyPackage("..boundary..", "jakarta.ws.rs..", "jakarta.faces.."))
          .because("control is what the verbs are made of, whoever calls them")),

  VERBS_NEED_NO_REQUEST(
      noClasses()
          .that(
              describe(
                  "are the API of a feature",
                  type ->
                      Modules.isFeature(Modules.of(type))
                          && type.getPackageName().equals("org.carafe." + Modules.of(type))))
          .or()
          .resideInAPackage("..control..")
          .should()
          .dependOnClassesThat(resideInAnyPackage("jakarta.servlet..", "org.carafe.core.web.."))
          .because("commands and observers call verbs too; cookies are the boundary's business")),

  BOUNDARIES_ARE_KNOWN_TO_BLUEPRINTS_ALONE(
      noClasses()
          .that()
          .resideOutsideOfPackage("..boundary..")
          .and()
          .areNotAssignableTo(Blueprint.class)
          .should()
          .dependOnClassesThat()
          .resideInAPackage("..boundary..")
          .because("pages call verbs, never the other way round")),

  BOUNDARIES_LEAVE_THE_DATABASE_TO_VERBS(
      noClasses()
          .that()
          .resideInAPackage("..boundary..")
          .should()
          .dependOnClassesThat()
          .areAssignableTo(EntityManager.class)
          .because("a page collects input, calls one verb and redirects")),

  THE_DATABASE_IS_ASKED_WITHIN_A_TRANSACTION(
      classes()
          .that(
              describe(
                  "have an entity manager injected",
                  type ->
                      type.getFields().stream()
                          .anyMatch(
                              field ->
                                  field.getRawType().isEquivalentTo(EntityManager.class)
                                      && field.isAnnotatedWith(Inject.class))))
          .should(runTransactions())
          .because(
              "outside of one, the threads of a bean share what the server closes after a query")),

  NAMED_BEANS_INHERIT_NOTHING(
      classes()
          .that()
          .areAnnotatedWith(Named.class)
          .should(extendNothing())
          .because("a backing bean is one page and one action")),

  NAMES_SAY_SOMETHING(
      noClasses()
          .should(beNamed(".*(Service|Impl|Manager|Helper|Utils?|Common|Dto|Abstract)(?![a-z]).*"))
          .because("such a word says nothing; names are nouns of the domain")),

  ACRONYMS_ARE_WRITTEN_AS_WORDS(
      noClasses().should(beNamed(".*[A-Z]{2}.*")).because("HttpUrl can be read, HTTPURL cannot")),

  CODE_WRITES_TO_THE_LOG(
      noClasses()
          .that(resideInAnyPackage("org.carafe.."))
          .and(not(belongTo("cli", "what a command answers goes to standard output")))
          .and(not(belongTo("testing", "the launcher speaks to the person at the terminal")))
          .should(GeneralCodingRules.ACCESS_STANDARD_STREAMS)
          .because("in a server nobody reads standard output")),

  CODE_TELLS_TIME_WITH_JAVA_TIME(
      noClasses()
          .that(
              not(
                  named(
                      "org.carafe.mail.OutgoingMail",
                      "Jakarta Mail takes nothing else for the Date header")))
          .and(
              not(
                  named(
                      Exceptions.HISTORY,
                      "Flyway tells nothing else of when a migration was applied")))
          .should()
          .dependOnClassesThat(
              describe(
                  "belong to the old time API",
                  type ->
                      type.isAssignableTo(Date.class)
                          || type.isAssignableTo(Calendar.class)
                          || type.isAssignableTo(java.text.DateFormat.class)))
          .because("time is an Instant")),

  CODE_ASKS_A_CLOCK_FOR_THE_TIME(
      noClasses()
          .that(not(named(Exceptions.CLOCK, "it is the clock that is injected")))
          .and(not(named(Exceptions.DOCTOR, "it compares this machine's clock with another")))
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
          .because("a test must be able to say what time it is")),

  CODE_KEEPS_NOTHING_IN_THE_SERVERS_SESSION(
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
          .because("any node answers any request, and losing a node loses nobody")),

  CODE_ASKS_FOR_PERMISSIONS_NEVER_FOR_ROLES(
      noClasses()
          .should()
          .dependOnClassesThat(
              resideInAnyPackage("jakarta.annotation.security..", "jakarta.security.."))
          .because("access rules live on routes and resources, and ask for permissions")),

  PACKAGES_ARE_NULL_MARKED(
      classes().should(liveInANullMarkedPackage()).because("NullAway looks at no other package"));

  /** The classes that a rule lets off by name. */
  static final List<String> LET_OFF =
      List.of(
          "org.carafe.mail.OutgoingMail", Exceptions.CLOCK, Exceptions.DOCTOR, Exceptions.HISTORY);

  private static final class Exceptions {
    static final String HISTORY = "org.carafe.core.migration.HistoryTable";
    static final String DOCTOR = "org.carafe.core.doctor.DatabaseCheck";
    static final String CLOCK = "org.carafe.core.persistence.Environment$UtcClock";
  }

  /** Which module a class belongs to, and which others a module may know. */
  static final class Modules {
    /** Each module of the house and the ones it may know: arrows only point down. */
    private static final Map<String, Set<String>> HOUSE =
        Map.of(
            "testing", Set.of(),
            "core", Set.of(),
            "mail", Set.of("core"),
            "users", Set.of("mail", "core"),
            "auth", Set.of("users", "mail", "core"),
            // no feature: taking one out of the build must not touch web's code
            "web", Set.of("core"),
            "snippets", Set.of(),
            "dev", Set.of("mail", "core", "snippets"),
            "cli", Set.of("core", "testing", "snippets"));

    private static final Pattern DEPENDENCY =
        Pattern.compile("<artifactId>([a-z]+)-module</artifactId>(?!.*<scope>test</scope>)");

    /** With the features that were added: they know what their poms name, and what that knows. */
    static final Map<String, Set<String>> MAY_KNOW = withFeatures();

    static final Set<String> IN_THE_WAR = Set.of("core", "mail", "users", "auth", "web");

    private Modules() {}

    private static Map<String, Set<String>> withFeatures() {
      var all = new TreeMap<>(HOUSE);
      try (Stream<Path> folders = Files.list(SourceTree.ROOT)) {
        folders
            .map(folder -> folder.getFileName().toString())
            .filter(name -> name.endsWith("-module") && isFeatureFolder(name))
            .forEach(name -> all.put(name.replace("-module", ""), known(name, new TreeSet<>())));
      } catch (IOException failure) {
        throw new UncheckedIOException(failure);
      }
      return Map.copyOf(all);
    }

    private static boolean isFeatureFolder(String folder) {
      return !HOUSE.containsKey(folder.replace("-module", ""))
          && Files.isRegularFile(SourceTree.ROOT.resolve(folder).resolve("pom.xml"));
    }

    private static Set<String> known(String folder, Set<String> found) {
      DEPENDENCY
          .matcher(SourceTree.text(SourceTree.ROOT.resolve(folder).resolve("pom.xml")))
          .results()
          .map(dependency -> dependency.group(1))
          .filter(name -> !folder.equals(name + "-module") && found.add(name))
          .forEach(name -> known(name + "-module", found));
      return found;
    }

    /** Whether a module is one of those that people use, and not what they stand on. */
    static boolean isFeature(String module) {
      return !Set.of("core", "web", "dev", "cli", "testing").contains(module);
    }

    static String of(JavaClass type) {
      return type.getPackageName().split("\\.")[2];
    }

    static Set<String> mayKnow(JavaClass type) {
      return MAY_KNOW.getOrDefault(of(type), Set.of());
    }

    static boolean isOurs(JavaClass type) {
      return type.getPackageName().startsWith("org.carafe.");
    }
  }

  private final ArchRule rule;

  ArchitectureRule(ArchRule rule) {
    this.rule = rule;
  }

  ArchRule rule() {
    return rule;
  }

  private static ArchRule eachUse(String what, Predicate<Dependency> allowed, String reason) {
    return classes()
        .should(
            new ArchCondition<>(what) {
              @Override
              public void check(JavaClass type, ConditionEvents events) {
                type.getDirectDependenciesFromSelf().stream()
                    .filter(use -> Modules.isOurs(use.getTargetClass()))
                    .filter(use -> !Modules.of(use.getTargetClass()).equals(Modules.of(type)))
                    .filter(use -> !allowed.test(use))
                    .forEach(use -> events.add(violated(use, use.getDescription())));
              }
            })
        .because(reason);
  }

  /** Those that ask the database, and may be called from outside. */
  private static ArchCondition<JavaClass> runTransactions() {
    return new ArchCondition<>("ask it in methods that run in a transaction") {
      private final Set<TxType> none = Set.of(TxType.SUPPORTS, TxType.NOT_SUPPORTED, TxType.NEVER);

      @Override
      public void check(JavaClass type, ConditionEvents events) {
        boolean transactional = type.isMetaAnnotatedWith(Transactional.class);
        type.getMethods().stream()
            .filter(method -> !method.getModifiers().contains(JavaModifier.PRIVATE))
            .filter(
                method ->
                    method.getAccessesFromSelf().stream()
                        .filter(access -> !access.isDeclaredInLambda()) // Reads.ask
                        .anyMatch(
                            access -> access.getTargetOwner().isAssignableTo(EntityManager.class)))
            .filter(
                method ->
                    method
                        .tryGetAnnotationOfType(Transactional.class)
                        .map(declared -> none.contains(declared.value()))
                        .orElse(!transactional))
            .forEach(method -> events.add(violated(type, method.getFullName())));
      }
    };
  }

  private static ArchCondition<JavaClass> extendNothing() {
    return new ArchCondition<>("extend nothing") {
      @Override
      public void check(JavaClass type, ConditionEvents events) {
        type.getRawSuperclass()
            .filter(parent -> !parent.isEquivalentTo(Object.class))
            .ifPresent(
                parent ->
                    events.add(violated(type, type.getName() + " extends " + parent.getName())));
      }
    };
  }

  private static ArchCondition<JavaClass> beNamed(String expression) {
    return new ArchCondition<>("be named " + expression) {
      @Override
      public void check(JavaClass type, ConditionEvents events) {
        if (type.getSimpleName().matches(expression)) {
          events.add(satisfied(type, type.getName()));
        }
      }
    };
  }

  private static ArchCondition<JavaClass> declareMethods(String expression) {
    return new ArchCondition<>("declare methods named " + expression) {
      @Override
      public void check(JavaClass type, ConditionEvents events) {
        type.getMethods().stream()
            .filter(method -> method.getName().matches(expression))
            .forEach(method -> events.add(satisfied(method, method.getFullName())));
      }
    };
  }

  private static ArchCondition<JavaClass> liveInANullMarkedPackage() {
    return new ArchCondition<>("live in a @NullMarked package") {
      @Override
      public void check(JavaClass type, ConditionEvents events) {
        boolean marked =
            type.getPackage()
                .tryGetPackageInfo()
                .map(info -> info.isAnnotatedWith("org.jspecify.annotations.NullMarked"))
                .orElse(false);
        if (!marked) {
          events.add(violated(type, type.getName() + " lives in an unmarked package"));
        }
      }
    };
  }

  /** Lets a whole module off a rule; the reason stands in the rule's description. */
  private static DescribedPredicate<JavaClass> belongTo(String name, String reason) {
    return describe(
        "belong to " + name + ", because " + reason, type -> Modules.of(type).equals(name));
  }

  /** Lets one class off a rule. */
  private static DescribedPredicate<JavaClass> named(String name, String reason) {
    return describe("are " + name + ", because " + reason, type -> type.getName().equals(name));
  }
}
