package org.carafe.web;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.carafe.auth.control.Credentials;
import org.carafe.auth.control.PasswordHasher;
import org.carafe.core.Access;
import org.carafe.core.Application;
import org.carafe.core.Principal;
import org.carafe.core.config.CoreSettings;
import org.carafe.core.route.Route;
import org.carafe.testing.Answer;
import org.carafe.testing.ContainerTest;
import org.carafe.testing.Member;
import org.carafe.testing.SampleParts;
import org.carafe.testing.Visitor;
import org.carafe.users.EmailAddresses;
import org.carafe.users.Person;
import org.carafe.users.Users;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Every row of the running application's access table answers as it says, for everybody. The rows
 * are read from the application, so that a new page is covered as soon as it is declared.
 */
@ContainerTest
class AccessTableIT {
  private static final List<String> METHODS = List.of("GET", "POST", "PUT", "PATCH", "DELETE");

  /** Their URLs name what the tests do not have: they send by SMTP, so the inbox is empty. */
  private static final List<String> NEEDS_A_NAME_THAT_EXISTS =
      List.of("dev.message", "dev.preview", "mail.mail", "mail.unsubscribe");

  @Inject Users users;
  @Inject EmailAddresses addresses;
  @Inject Credentials credentials;
  @Inject PasswordHasher hasher;
  @Inject @Any Instance<SampleParts> samples;

  private final Map<String, Map<String, String>> parts = new HashMap<>();

  private final SoftAssertions softly = new SoftAssertions();
  private Application application;
  private Caller nobody;
  private Caller member;
  private Caller administrator;

  /** Somebody who calls: with a fresh sign-in after whatever may have signed out. */
  private static final class Caller {
    private final String who;
    private final Optional<Principal> principal;
    private final Person person;
    private Optional<Visitor> signedIn = Optional.empty();

    Caller(String who, Optional<Principal> principal, Person person) {
      this.who = who;
      this.principal = principal;
      this.person = person;
    }

    String who() {
      return who;
    }

    Optional<Principal> principal() {
      return principal;
    }

    Person person() {
      return person;
    }

    /** As far as the sign-in, and no further: what is read leaves no traces for what comes next. */
    Visitor visitor() {
      Visitor visitor = signedIn.orElseGet(this::signIn);
      signedIn = Optional.of(visitor);
      return visitor.twin().from(Visitor.freshAddress());
    }

    private Visitor signIn() {
      var visitor =
          new Visitor(
              URI.create(
                  Application.current().configuration().get(CoreSettings.BASE_URL).toString()));
      if (principal.isPresent()) {
        Member.signIn(visitor, person.name(), Member.PASSWORD);
        assertThat(visitor.cookie("session")).as("%s is signed in", who).isPresent();
      }
      return visitor;
    }

    /** What entered may have ended the session, unless it only read. */
    void entered(String method) {
      if (!method.equals("GET")) {
        signedIn = Optional.empty();
      }
    }
  }

  @BeforeEach
  void people() throws Exception {
    application = Application.current();
    Person plain = account(Member.freshName());
    Person chief = account(Member.freshName());
    users.makeAdministrator(chief.id());
    nobody = new Caller("nobody", Optional.empty(), plain);
    member = new Caller("a member", Optional.of(principal(plain, Set.of())), plain);
    administrator =
        new Caller(
            "an administrator",
            Optional.of(principal(chief, application.permissions().keySet())),
            chief);
  }

  private Person account(String name) throws Exception {
    Person person = users.register(name, name + "@example.org", Locale.ENGLISH, ZoneOffset.UTC);
    credentials.create(person.id(), hasher.hash(Member.PASSWORD));
    return person;
  }

  private static Principal principal(Person person, Set<String> permissions) {
    return new Principal(person.id(), person.name(), person.locale(), person.zone(), permissions);
  }

  private Stream<Caller> everybody() {
    return Stream.of(nobody, member, administrator);
  }

  private Stream<Route> rows() {
    return application.routes().all().stream();
  }

  @Test
  void pagesAndHandlersAnswerAsTheTableSays() {
    everybody()
        .forEach(
            caller ->
                rows()
                    .filter(row -> !row.target().isResource())
                    .forEach(row -> row.methods().forEach(method -> check(caller, row, method))));
    softly.assertAll();
  }

  private void check(Caller caller, Route row, String method) {
    String url = url(row, caller);
    Visitor visitor = caller.visitor();
    Answer answer = method.equals("GET") ? visitor.get(url) : send(visitor, method, url);
    String expected = expected(caller, row);
    if (expected.equals("enters")) {
      caller.entered(method);
    }
    softly
        .assertThat(actual(answer))
        .as("%s sends %s %s (%s, %s)", caller.who(), method, url, row.endpoint(), row.access())
        .isEqualTo(expected);
    if (expected.equals("enters") && method.equals("GET") && row.target().view().isPresent()) {
      boolean mayBeMissing = NEEDS_A_NAME_THAT_EXISTS.contains(row.endpoint());
      int status = mayBeMissing && answer.status() == 404 ? 404 : 200;
      softly.assertThat(answer.status()).as("GET %s", url).isEqualTo(status);
      softly.assertThat(answer.page().select("h1").size()).as("h1 of %s", url).isEqualTo(1);
      Answer head = visitor.send("HEAD", url, "");
      softly.assertThat(head.status()).as("HEAD %s", url).isEqualTo(status);
      softly.assertThat(head.body()).as("HEAD %s", url).isEmpty();
    }
  }

  private static Answer send(Visitor visitor, String method, String url) {
    return method.equals("POST")
        ? visitor.post(url, Map.of("nothing", "1"))
        : visitor.send(method, url, "", "Sec-Fetch-Site", "same-origin");
  }

  private String expected(Caller caller, Route row) {
    if (row.access().admits(caller.principal())) {
      return "enters";
    }
    if (row.access() == Access.signedOut()) {
      return "is led to " + application.landingUrl();
    }
    return caller.principal().isPresent() ? "is refused with 403" : "is asked to sign in";
  }

  private String actual(Answer answer) {
    String signIn = application.urlFor(application.signInEndpoint().orElseThrow());
    String landing = application.landingUrl();
    return switch (answer.status()) {
      case 200, 204, 400, 404, 422 -> "enters";
      case 303 ->
          answer.location().split("\\?")[0].equals(signIn)
              ? "is asked to sign in"
              : answer.location().equals(landing) ? "is led to " + landing : "enters";
      default -> "is refused with " + answer.status();
    };
  }

  /** What else a link may try is tried on a single page ({@link FormPostsIT}). */
  @Test
  void noPageTakesAFormFromALink() {
    String query = "jakarta.faces.ViewState=stateless";
    List<Visitor> callers = List.of(nobody.visitor(), administrator.visitor());
    rows()
        .filter(row -> row.target().view().isPresent())
        .forEach(
            row -> {
              String url = url(row, administrator) + "?" + query;
              for (Visitor caller : callers) {
                softly.assertThat(caller.get(url).status()).as("GET %s", url).isEqualTo(400);
                softly
                    .assertThat(caller.send("HEAD", url, "").status())
                    .as("HEAD %s", url)
                    .isEqualTo(400);
                softly
                    .assertThat(
                        caller.post(url, Map.of("jakarta.faces.ViewState", "stateless")).status())
                    .as("POST %s", url)
                    .isEqualTo(400);
              }
            });
    softly.assertAll();
  }

  @Test
  void whoIsAskedToSignInComesBack() {
    rows()
        .filter(row -> row.target().view().isPresent() && !row.access().admits(Optional.empty()))
        .forEach(
            row -> {
              String url = url(row, nobody) + "?x=1";
              softly
                  .assertThat(nobody.visitor().get(url).location())
                  .isEqualTo(
                      application.urlFor(application.signInEndpoint().orElseThrow(), "next", url));
            });
    softly.assertAll();
  }

  @Test
  void resourcesAnswerAsTheTableSays() {
    everybody()
        .forEach(
            caller ->
                rows()
                    .filter(row -> row.target().isResource())
                    .forEach(row -> row.methods().forEach(m -> checkResource(caller, row, m))));
    softly.assertAll();
  }

  private void checkResource(Caller caller, Route row, String method) {
    String url = url(row, caller);
    boolean bodiless = Set.of("GET", "DELETE").contains(method);
    Answer answer = caller.visitor().json(method, url, bodiless ? "" : "{}");
    boolean admitted = row.access().admits(caller.principal());
    if (admitted) {
      caller.entered(method);
    }
    int refusal = caller.principal().isPresent() ? 403 : 401;
    var status =
        softly
            .assertThat(answer.status())
            .as("%s sends %s %s (%s)", caller.who(), method, url, row.access());
    if (admitted) {
      status.isNotIn(401, 403, 405, 415, 500);
    } else {
      status.isEqualTo(refusal);
    }
    softly
        .assertThat(answer.header("WWW-Authenticate").orElse(""))
        .as("challenge of %s %s", method, url)
        .matches(
            answer.status() == 401 ? "Cookie realm=\"http[^\"]+\", form-action=\"/login\"" : "");
    if (answer.status() >= 400) {
      softly
          .assertThat(answer.header("Content-Type"))
          .as("%s %s", method, url)
          .contains("application/problem+json");
    }
  }

  @Test
  void otherMethodsGet405AndTheOnesThatWork() {
    var urls = new TreeSet<String>();
    rows().forEach(row -> urls.add(url(row, nobody)));
    for (String url : urls) {
      List<Route> here = rows().filter(row -> url(row, nobody).equals(url)).toList();
      var allowed = new TreeSet<String>();
      here.forEach(row -> allowed.addAll(row.allowed()));
      allowed.add("OPTIONS");
      for (String method : METHODS) {
        if (!allowed.contains(method)) {
          Answer answer = nobody.visitor().send(method, url, "", "Sec-Fetch-Site", "same-origin");
          softly.assertThat(answer.status()).as("%s %s", method, url).isEqualTo(405);
          softly
              .assertThat(names(answer.header("Allow").orElse("")))
              .as("Allow of %s %s", method, url)
              .containsExactlyInAnyOrderElementsOf(allowed);
        }
      }
    }
    softly.assertAll();
  }

  private static List<String> names(String allow) {
    return List.of(allow.split(",\\s*"));
  }

  @Test
  void nothingElseAnswers() {
    var paths =
        new ArrayList<>(List.of("/nothing", "/WEB-INF/web.xml", "/index.xhtml", "/faces/x"));
    rows()
        .flatMap(row -> row.target().view().stream())
        .forEach(
            view -> {
              paths.add(view);
              paths.add(view.replace("/WEB-INF", ""));
              paths.add("/META-INF/resources" + view);
            });
    paths.add("/jakarta.faces.resource/faces.js.xhtml");
    paths.add("/web/app.css");
    paths.add("/web/carafe.js");
    for (String path : paths) {
      for (Caller caller : List.of(nobody, administrator)) {
        softly.assertThat(caller.visitor().get(path).status()).as(path).isEqualTo(404);
      }
    }
    softly.assertAll();
  }

  /** The row's URL with parts that exist for the caller, where this test knows them. */
  private String url(Route row, Caller caller) {
    String url = row.pattern().toString();
    for (var part : parts(row.module(), caller.person()).entrySet()) {
      url = url.replaceAll("\\{" + part.getKey() + "(:long)?}", part.getValue());
    }
    long own = addresses.of(caller.person().id()).get(0).getId();
    return url.replace("{name}", caller.person().name())
        .replace("{id:long}", Long.toString(own))
        .replaceAll("\\{[a-z]+:long}", "1")
        .replaceAll("\\{[a-z]+:uuid}", "00000000-0000-0000-0000-000000000000")
        .replaceAll("\\{[a-z]+(:path)?}", "none");
  }

  /** What the row's module has made for the person. */
  private Map<String, String> parts(String module, Person person) {
    return parts.computeIfAbsent(
        module + " " + person.id(),
        key ->
            samples.stream()
                .filter(sample -> sample.module().equals(module))
                .findFirst()
                .map(sample -> sample.of(person.id()))
                .orElse(Map.of()));
  }
}
