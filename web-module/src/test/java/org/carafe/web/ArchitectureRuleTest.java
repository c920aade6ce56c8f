package org.carafe.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The rules themselves: each is broken by classes that are compiled for it, and says by which. */
class ArchitectureRuleTest {
  private static final Pattern PACKAGE = Pattern.compile("package ([\\w.]+);");
  private static final Pattern TYPE = Pattern.compile("(?:class|record) (\\w+)");

  @TempDir Path folder;

  static Stream<Arguments> breaches() {
    return Stream.of(
        breach(
            ArchitectureRule.MODULES_KNOW_ONLY_THE_ONES_BELOW_THEM,
            "package org.carafe.mail; class Culprit { org.carafe.users.Person person; }"),
        breach(
            ArchitectureRule.MODULES_REACH_OTHERS_THROUGH_THEIR_ROOT_PACKAGE,
            "package org.carafe.auth; class Culprit { org.carafe.users.entity.User user; }"),
        breach(
            ArchitectureRule.ENTITIES_KNOW_NEITHER_PAGES_NOR_REQUESTS,
            "package org.carafe.users.entity; class Culprit { jakarta.servlet.http.Cookie cookie; }"),
        breach(
            ArchitectureRule.ENTITIES_KNOW_NEITHER_PAGES_NOR_REQUESTS,
            "package org.carafe.users.entity; class Culprit { org.carafe.core.web.Exchange exchange; }"),
        breach(
            ArchitectureRule.ENTITIES_HAVE_NO_SETTERS,
            "package org.carafe.users.entity; @jakarta.persistence.Entity class Culprit { void setEnabled(boolean enabled) {} }"),
        breach(
            ArchitectureRule.CONTROLS_KNOW_NEITHER_PAGES_NOR_RESOURCES,
            "package org.carafe.users.control; class Culprit { jakarta.ws.rs.core.Response response; }"),
        breach(
            ArchitectureRule.VERBS_NEED_NO_REQUEST,
            "package org.carafe.auth; class Culprit { void end() { org.carafe.core.web.Exchange.require(); } }"),
        breach(
            ArchitectureRule.VERBS_NEED_NO_REQUEST,
            "package org.carafe.auth.control; class Culprit { jakarta.servlet.http.HttpServletRequest request; }"),
        breach(
            ArchitectureRule.BOUNDARIES_ARE_KNOWN_TO_BLUEPRINTS_ALONE,
            "package org.carafe.users; class Culprit { org.carafe.users.boundary.ProfilePage page; }"),
        breach(
            ArchitectureRule.BOUNDARIES_LEAVE_THE_DATABASE_TO_VERBS,
            "package org.carafe.users.boundary; class Culprit { jakarta.persistence.EntityManager entities; }"),
        breach(
            ArchitectureRule.THE_DATABASE_IS_ASKED_WITHIN_A_TRANSACTION,
            "package org.carafe.users.control; class Culprit { @jakarta.inject.Inject jakarta.persistence.EntityManager entities; void read() { entities.clear(); } }"),
        breach(
            ArchitectureRule.THE_DATABASE_IS_ASKED_WITHIN_A_TRANSACTION,
            "package org.carafe.users; @org.carafe.core.Verbs class Culprit { @jakarta.inject.Inject jakarta.persistence.EntityManager entities; @jakarta.transaction.Transactional(jakarta.transaction.Transactional.TxType.SUPPORTS) void read() { entities.clear(); } }"),
        breach(
            ArchitectureRule.NAMED_BEANS_INHERIT_NOTHING,
            "package org.carafe.users.boundary; @jakarta.inject.Named class Culprit extends Thread {}"),
        breach(
            ArchitectureRule.NAMES_SAY_SOMETHING, "package org.carafe.users; class UserService {}"),
        breach(
            ArchitectureRule.NAMES_SAY_SOMETHING, "package org.carafe.users; class UsersImpl {}"),
        breach(ArchitectureRule.NAMES_SAY_SOMETHING, "package org.carafe.users; class UserDto {}"),
        breach(
            ArchitectureRule.NAMES_SAY_SOMETHING,
            "package org.carafe.users; class AbstractUser {}"),
        breach(
            ArchitectureRule.NAMES_SAY_SOMETHING, "package org.carafe.users; class MailUtils {}"),
        breach(
            ArchitectureRule.NAMES_SAY_SOMETHING,
            "package org.carafe.users; class MailHelperTwo {}"),
        breach(
            ArchitectureRule.NAMES_SAY_SOMETHING,
            "package org.carafe.users; class SessionManager {}"),
        breach(
            ArchitectureRule.NAMES_SAY_SOMETHING, "package org.carafe.users; class CommonMail {}"),
        breach(
            ArchitectureRule.ACRONYMS_ARE_WRITTEN_AS_WORDS,
            "package org.carafe.users; class HTTPUrl {}"),
        breach(
            ArchitectureRule.CODE_WRITES_TO_THE_LOG,
            "package org.carafe.users; class Culprit { void say() { System.out.println(); } }"),
        breach(
            ArchitectureRule.CODE_TELLS_TIME_WITH_JAVA_TIME,
            "package org.carafe.users; class Culprit { java.util.Date date; }"),
        breach(
            ArchitectureRule.CODE_ASKS_A_CLOCK_FOR_THE_TIME,
            "package org.carafe.users; class Culprit { Object now() { return java.time.Instant.now(); } }"),
        breach(
            ArchitectureRule.CODE_ASKS_A_CLOCK_FOR_THE_TIME,
            "package org.carafe.users; class Culprit { long now() { return System.currentTimeMillis(); } }"),
        breach(
            ArchitectureRule.CODE_KEEPS_NOTHING_IN_THE_SERVERS_SESSION,
            "package org.carafe.users; class Culprit { jakarta.servlet.http.HttpSession session; }"),
        breach(
            ArchitectureRule.CODE_KEEPS_NOTHING_IN_THE_SERVERS_SESSION,
            "package org.carafe.users; @jakarta.enterprise.context.SessionScoped class Culprit {}"),
        breach(
            ArchitectureRule.CODE_ASKS_FOR_PERMISSIONS_NEVER_FOR_ROLES,
            "package org.carafe.users; @jakarta.annotation.security.RolesAllowed(\"x\") class Culprit {}"),
        breach(
            ArchitectureRule.PACKAGES_ARE_NULL_MARKED,
            "package org.carafe.users; class Culprit {}"));
  }

  private static Arguments breach(ArchitectureRule rule, String source) {
    return Arguments.of(rule, source);
  }

  @ParameterizedTest
  @MethodSource("breaches")
  void reports(ArchitectureRule rule, String source) throws IOException {
    String culprit = compile(source);

    assertThatThrownBy(() -> rule.rule().check(new ClassFileImporter().importPath(folder)))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining(culprit);
  }

  @ParameterizedTest
  @EnumSource
  void letsAGoodClassPass(ArchitectureRule rule) throws IOException {
    compile("@org.jspecify.annotations.NullMarked package org.carafe.auth;");
    compile(
        "package org.carafe.auth; class Good {"
            + " org.carafe.users.Person person; java.time.Clock clock;"
            + " Object now() { return clock.instant(); } }");

    rule.rule().allowEmptyShould(true).check(new ClassFileImporter().importPath(folder));
  }

  @Test
  void areAllBroken() {
    assertThat(breaches().map(breach -> breach.get()[0]).distinct())
        .containsExactlyInAnyOrder((Object[]) ArchitectureRule.values());
  }

  /** Compiles a class into the folder and answers its name. */
  private String compile(String source) throws IOException {
    var type = TYPE.matcher(source);
    String name = type.find() ? type.group(1) : "package-info";
    Path file = folder.resolve("source").resolve(name + ".java");
    Files.createDirectories(file.getParent());
    Files.writeString(file, source);
    var arguments = new ArrayList<String>();
    Map.of("-d", folder.toString(), "-cp", System.getProperty("java.class.path"))
        .forEach(
            (option, value) -> {
              arguments.add(option);
              arguments.add(value);
            });
    arguments.addAll(java.util.List.of("-proc:none", "-nowarn", file.toString()));
    int result =
        ToolProvider.getSystemJavaCompiler()
            .run(null, null, null, arguments.toArray(String[]::new));
    assertThat(result).as("%s", source).isZero();
    var home = PACKAGE.matcher(source);
    return home.find() ? home.group(1) + "." + name : name;
  }
}
