package org.carafe.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.carafe.core.Declaring.blueprint;
import static org.carafe.core.Declaring.requiring;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.carafe.core.config.Configuration;
import org.carafe.core.config.CoreSettings;
import org.carafe.core.config.Setting;
import org.carafe.core.config.Surroundings;
import org.carafe.core.route.Destination;
import org.carafe.core.route.Route;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ApplicationTest {

  private static Application application(Blueprint... blueprints) {
    var surroundings =
        new Surroundings(
            Map.of(
                "carafe.profile", "test", "base.url", "https://carafe.example", "secret.key", "k"),
            Map.of(),
            Path.of("nowhere"));
    return Application.create(
        List.of(blueprints), Configuration.load(surroundings, CoreSettings.ALL));
  }

  private static List<String> mistakes(Blueprint... blueprints) {
    return catchThrowableOfType(MistakesInBlueprints.class, () -> application(blueprints))
        .mistakes();
  }

  @Nested
  class Order {
    @Test
    void putsEveryBlueprintBehindTheOnesItRequires() {
      var application =
          application(
              requiring("auth", "users", "mail"),
              requiring("mail", "core"),
              requiring("core"),
              requiring("users", "mail"),
              requiring("web", "auth"));

      assertThat(application.blueprints())
          .extracting(Blueprint::name)
          .containsExactly("core", "mail", "users", "auth", "web");
    }

    @Test
    void doesNotDependOnTheClassPath() {
      assertThat(application(requiring("b"), requiring("a")).blueprints())
          .isEqualTo(application(requiring("a"), requiring("b")).blueprints());
    }

    @Test
    void refusesACircle() {
      assertThat(mistakes(requiring("a", "b"), requiring("b", "c"), requiring("c", "a")))
          .containsExactly(
              "The blueprints require each other in a circle: a → b → c → a. Publish an event instead of one of these.");
    }

    @Test
    void refusesABlueprintThatRequiresItself() {
      assertThat(mistakes(requiring("a", "a")))
          .containsExactly(
              "The blueprints require each other in a circle: a → a. Publish an event instead of one of these.");
    }

    @Test
    void refusesWhatIsNotThere() {
      assertThat(mistakes(requiring("auth", "user"), requiring("users")))
          .containsExactly(
              "Blueprint “auth” requires “user”, which is not there. Did you mean “users”? Add its module to web-module's dependencies.");
    }

    @Test
    void refusesTwoOfOneName() {
      assertThat(mistakes(requiring("notes"), requiring("notes")))
          .containsExactly(
              "Two blueprints are named “notes”: org.carafe.core.Declaring and org.carafe.core.Declaring. Rename one.");
    }

    @Test
    void refusesANameThatDoesNotFitIntoEndpoints() {
      assertThat(mistakes(requiring("My-Notes")))
          .containsExactly(
              "The blueprint org.carafe.core.Declaring is named “My-Notes”; use lower-case letters and digits.");
    }
  }

  static final class Hello implements Handler {
    @Override
    public void handle(
        jakarta.servlet.http.HttpServletRequest request,
        jakarta.servlet.http.HttpServletResponse response) {}
  }

  static Stream<Arguments> wrongDeclarations() {
    return Stream.of(
        wrong(
            "The endpoint “notes.list” says nothing of who may enter. Add anonymous(), signedOut(), signedIn() or permission(…).",
            app -> app.page("list", "/notes", "notes/list.xhtml")),
        wrong(
            "The endpoint “notes.hello” says nothing of who may enter. Add anonymous(), signedIn() or permission(…).",
            app -> app.handler("hello", "POST", "/hello", Hello.class)),
        wrong(
            "The endpoint “notes.list”: The URL “notes/” must start with a slash and not end with one.",
            app -> app.page("list", "notes/", "notes/list.xhtml").anonymous()),
        wrong(
            "The endpoint “notes.list” is declared twice. Rename one.",
            app -> {
              app.page("list", "/notes", "notes/list.xhtml").anonymous();
              app.page("list", "/all", "notes/all.xhtml").anonymous();
            }),
        wrong(
            "“notes.one” and “notes.other” both answer POST /notes/{x}. Change one URL.",
            app -> {
              app.handler("one", "POST", "/notes/{id}", Hello.class).anonymous();
              app.handler("other", "POST", "/notes/{x}", Hello.class).anonymous();
            }),
        wrong(
            "The endpoint “notes.list” asks for the permission “notes:mange”, which no blueprint declares. Did you mean “notes:manage”?",
            app -> {
              app.permission("notes:manage");
              app.page("list", "/notes", "notes/list.xhtml").permission("notes:mange");
            }),
        wrong(
            "Blueprint “notes” declares the permission “manage”; write it subject:verb, such as users:manage.",
            app -> app.permission("manage")),
        wrong(
            "Blueprint “notes” declares the permission “notes:manage” a second time. Choose another name.",
            app -> {
              app.permission("notes:manage");
              app.permission("notes:manage");
            }),
        wrong(
            "The page “notes.list” is in the area “mian”, which no blueprint declares. Did you mean “main”?",
            app -> {
              app.area("main");
              app.page("list", "/notes", "notes/list.xhtml").anonymous().in("mian", 1);
            }),
        wrong(
            "Blueprint “notes” declares the area “main” a second time. Choose another name.",
            app -> {
              app.area("main");
              app.area("main");
            }),
        wrong(
            "Blueprint “notes” declares the slot “notes.side” a second time. Choose another name.",
            app -> {
              app.slot("side");
              app.slot("side");
            }),
        wrong(
            "The panel “/WEB-INF/notes/panel.xhtml” is for the slot “notes.prson”, which no blueprint offers. Did you mean “notes.person”?",
            app -> {
              app.slot("person");
              app.panel("notes.prson", "notes/panel.xhtml", null, 1);
            }),
        wrong(
            "The panel “/WEB-INF/notes/panel.xhtml” asks for the permission “notes:reed”, which no blueprint declares. Did you mean “notes:read”?",
            app -> {
              app.permission("notes:read");
              app.slot("person");
              app.panel("notes.person", "notes/panel.xhtml", "notes:reed", 1);
            }),
        wrong(
            "Blueprint “notes” declares the context value “NAME” a second time. Choose another name.",
            app -> {
              app.context("NAME", Hello.class, hello -> "x");
              app.context("NAME", Hello.class, hello -> "y");
            }),
        wrong(
            "Blueprint “notes” declares the setting “notes.most” a second time. Choose another name.",
            app -> {
              app.setting(Setting.integer("notes.most").byDefault("1"));
              app.setting(Setting.integer("notes.most").byDefault("2"));
            }),
        wrong(
            "People shall sign in at “notes.lgoin”, which is no endpoint. Did you mean “notes.login”?",
            app -> {
              app.page("login", "/login", "notes/login.xhtml").signedOut();
              app.signInAt("lgoin");
            }),
        wrong(
            "People shall land at “notes.hom”, which is no endpoint. Did you mean “notes.home”?",
            app -> {
              app.page("home", "/", "notes/home.xhtml").anonymous();
              app.landAt("hom");
            }),
        wrong(
            "Blueprint “notes” declares a second place to sign in, “notes.b”; “notes.a” is declared already. Remove one.",
            app -> {
              app.page("a", "/a", "notes/a.xhtml").anonymous();
              app.page("b", "/b", "notes/b.xhtml").anonymous();
              app.signInAt("a");
              app.signInAt("b");
            }),
        wrong(
            "Blueprint “notes” declares a second error view, “/WEB-INF/b.xhtml”; “/WEB-INF/a.xhtml” is declared already. Remove one.",
            app -> {
              app.errorView("a.xhtml");
              app.errorView("b.xhtml");
            }),
        wrong(
            "Blueprint “notes” declares the resource java.lang.String, which has no @Path. Give the class one.",
            app -> app.resource(String.class)));
  }

  private static Arguments wrong(String sentence, Consumer<Registration> declarations) {
    return Arguments.of(sentence, declarations);
  }

  @Nested
  class Mistakes {
    @ParameterizedTest(name = "{0}")
    @MethodSource("org.carafe.core.ApplicationTest#wrongDeclarations")
    void areReported(String sentence, Consumer<Registration> declarations) {
      assertThat(mistakes(blueprint("notes", declarations))).containsExactly(sentence);
    }

    @Test
    void areReportedWhenTwoModulesHaveOneUrl() {
      assertThat(
              mistakes(
                  blueprint("a", app -> app.page("x", "/x/{id}", "a/x.xhtml").anonymous()),
                  blueprint("b", app -> app.page("y", "/x/{name}", "b/y.xhtml").anonymous())))
          .containsExactlyInAnyOrder(
              "“a.x” and “b.y” both answer GET /x/{name}. Change one URL.",
              "“a.x” and “b.y” both answer POST /x/{name}. Change one URL.");
    }

    @Test
    void areReportedWhenTwoModulesHaveOneView() {
      assertThat(
              mistakes(
                  blueprint("a", app -> app.page("x", "/x", "shared.xhtml").anonymous()),
                  blueprint("b", app -> app.page("y", "/y", "shared.xhtml").anonymous())))
          .containsExactly(
              "“a.x” and “b.y” both show the view /WEB-INF/shared.xhtml, but belong to different modules. Put each view into its module's folder.");
    }

    @Test
    void areReportedAllTogether() {
      assertThatThrownBy(
              () ->
                  application(
                      requiring("a", "missing"),
                      requiring("b", "c"),
                      requiring("c", "b"),
                      blueprint(
                          "notes",
                          app -> {
                            app.permission("x");
                            app.page("list", "/notes", "notes/list.xhtml");
                            app.landAt("nowhere");
                          })))
          .isInstanceOf(MistakesInBlueprints.class)
          .hasMessage(
              """
              The application cannot start:
                - Blueprint “a” requires “missing”, which is not there. Add its module to web-module's dependencies.
                - The blueprints require each other in a circle: b → c → b. Publish an event instead of one of these.
                - Blueprint “notes” declares the permission “x”; write it subject:verb, such as users:manage.
                - The endpoint “notes.list” says nothing of who may enter. Add anonymous(), signedOut(), signedIn() or permission(…).
                - People shall land at “notes.nowhere”, which is no endpoint.""");
    }
  }

  @Nested
  class Assembled {
    private final Application application =
        application(
            blueprint(
                "web",
                app -> {
                  app.area("main");
                  app.slot("side");
                  app.page("home", "/", "web/home.xhtml").anonymous().in("main", 20).icon("home");
                  app.landAt("home");
                  app.errorView("web/error.xhtml");
                }),
            blueprint(
                "notes",
                app -> {
                  app.permission("notes:manage");
                  app.page("list", "/notes", "notes/list.xhtml").signedIn().in("main", 10);
                  app.page("send", "/send", "notes/send.xhtml").signedIn();
                  app.handler("sent", "POST", "/send", Hello.class).signedIn();
                  app.panel("web.side", "notes/b.xhtml", "notes:manage", 2);
                  app.panel("web.side", "notes/a.xhtml", null, 1);
                  app.command(Hello.class);
                  app.passThrough("/metrics");
                }));

    @Test
    void sortsMenusAndPanels() {
      assertThat(application.area("main").entries())
          .containsExactly(
              new Area.Entry("notes.list", 10, ""), new Area.Entry("web.home", 20, "home"));
      assertThat(application.area("main").entries().get(0).labelKey()).isEqualTo("notes.list.nav");
      assertThat(application.panels("web.side"))
          .extracting(Panel::view)
          .containsExactly("/WEB-INF/notes/a.xhtml", "/WEB-INF/notes/b.xhtml");
    }

    @Test
    void givesThePostOfAPageToTheHandlerAtItsUrl() {
      assertThat(application.routes().endpoint("notes.send").methods()).containsExactly("GET");
      assertThat(application.routes().endpoint("notes.list").methods())
          .containsExactlyInAnyOrder("GET", "POST");
    }

    @Test
    void knowsWhatWasDeclared() {
      assertThat(application.landingUrl()).isEqualTo("/");
      assertThat(application.signInEndpoint()).isEmpty();
      assertThat(application.errorView()).contains("/WEB-INF/web/error.xhtml");
      assertThat(application.permissions()).containsExactly(Map.entry("notes:manage", "notes"));
      assertThat(application.destination("GET", "/metrics"))
          .isEqualTo(new Destination.Server("/metrics"));
      assertThat(application.destination("GET", "/metrics/all"))
          .isInstanceOf(Destination.Unknown.class);
      assertThat(application.commands()).containsExactly(Hello.class);
      assertThat(application.routes().all())
          .extracting(Route::endpoint)
          .containsExactlyInAnyOrder("web.home", "notes.list", "notes.send", "notes.sent");
    }

    @Test
    void isFrozen() {
      assertThatThrownBy(() -> application.permissions().put("x:y", "z"))
          .isInstanceOf(UnsupportedOperationException.class);
      assertThatThrownBy(() -> application.routes().all().clear())
          .isInstanceOf(UnsupportedOperationException.class);
      assertThatThrownBy(() -> application.area("main").entries().clear())
          .isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void suggestsTheAreaAndSlotThatWasMeant() {
      assertThatThrownBy(() -> application.area("mani"))
          .hasMessage("There is no area “mani”. Did you mean “main”?");
      assertThatThrownBy(() -> application.panels("web.sied"))
          .hasMessage("There is no slot “web.sied”. Did you mean “web.side”?");
    }

    @Test
    void putsTheConfiguredAddressInFrontOfLinksInMail() {
      assertThat(application.externalUrlFor("notes.list", "p", 2))
          .isEqualTo("https://carafe.example/notes?p=2");
    }
  }
}
