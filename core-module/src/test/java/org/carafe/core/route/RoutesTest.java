package org.carafe.core.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.carafe.core.Access;
import org.carafe.core.route.Routes.Answer;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RoutesTest {
  private final Routes routes =
      new Routes(
          List.of(
              page("web.home", "/"),
              page("users.profile", "/u/{name}"),
              page("users.me", "/u/me"),
              page("users.note", "/u/{name}/notes/{id:long}"),
              page("users.notes", "/u/{name}/notes/{title}"),
              page("web.file", "/{file:path}"),
              row("auth.logout", "/logout", "GET"),
              row("auth.signOut", "/logout", "POST"),
              row("users.drop", "/u/{name}", "DELETE"),
              new Route(
                  "users.Api.get",
                  "users",
                  Set.of("GET"),
                  RoutePattern.of("/api/v1/account"),
                  Access.signedIn(),
                  Route.Target.resource("Api.get"),
                  false,
                  false)));

  private static Route page(String endpoint, String pattern) {
    return row(endpoint, pattern, "GET", "POST");
  }

  private static Route row(String endpoint, String pattern, String... methods) {
    return new Route(
        endpoint,
        endpoint.substring(0, endpoint.indexOf('.')),
        Set.of(methods),
        RoutePattern.of(pattern),
        Access.anonymous(),
        Route.Target.view("/WEB-INF/x.xhtml"),
        false,
        false);
  }

  private String found(String method, String path) {
    return routes.match(method, path) instanceof Answer.Found found
        ? found.route().endpoint()
        : "nothing";
  }

  @Nested
  class Matching {
    @ParameterizedTest
    @CsvSource({
      "GET, /, web.home",
      "HEAD, /, web.home",
      "POST, /, web.home",
      "GET, /u/ada, users.profile",
      "DELETE, /u/ada, users.drop",
      "GET, /logout, auth.logout",
      "POST, /logout, auth.signOut"
    })
    void findsTheRowOfMethodAndPath(String method, String path, String endpoint) {
      assertThat(found(method, path)).isEqualTo(endpoint);
    }

    @ParameterizedTest
    @CsvSource({
      "/u/me, users.me",
      "/u/ada/notes/7, users.note",
      "/u/ada/notes/seven, users.notes",
      "/u/ada/else, web.file"
    })
    void prefersTheMoreSpecificRow(String path, String endpoint) {
      assertThat(found("GET", path)).isEqualTo(endpoint);
    }

    @Test
    void handsTheValuesOver() {
      assertThat(routes.match("GET", "/u/ada/notes/7"))
          .isInstanceOfSatisfying(
              Answer.Found.class,
              found -> assertThat(found.values()).isEqualTo(Map.of("name", "ada", "id", "7")));
    }

    @Test
    void namesEveryMethodThatTheUrlTakes() {
      assertThat(routes.match("PUT", "/logout"))
          .isEqualTo(new Answer.WrongMethod(List.of("GET", "HEAD", "POST")));
      assertThat(new Routes(List.of(row("a.b", "/x", "POST"))).match("GET", "/x"))
          .isEqualTo(new Answer.WrongMethod(List.of("POST")));
      assertThat(routes.match("PUT", "/u/ada"))
          .isEqualTo(new Answer.WrongMethod(List.of("DELETE", "GET", "HEAD", "POST")));
    }

    @Test
    void knowsNothingThatIsNotDeclared() {
      assertThat(new Routes(List.of(page("a.b", "/x"))).match("GET", "/y"))
          .isEqualTo(new Answer.Unknown());
    }

    @Test
    void leavesResourcesToJaxRs() {
      assertThat(found("GET", "/api/v1/account")).isEqualTo("web.file");
      assertThat(routes.all()).extracting(Route::endpoint).contains("users.Api.get");
    }
  }

  @Nested
  class Addressing {
    @Test
    void fillsThePathAndPutsTheRestIntoTheQuery() {
      assertThat(routes.urlFor("web.home")).isEqualTo("/");
      assertThat(routes.urlFor("users.profile", "name", "Jörg")).isEqualTo("/u/J%C3%B6rg");
      assertThat(routes.urlFor("users.note", "name", "ada", "id", 7L, "q", "a b&c", "p", 2))
          .isEqualTo("/u/ada/notes/7?q=a%20b%26c&p=2");
    }

    @Test
    void leavesOutWhatIsNull() {
      assertThat(routes.urlFor("web.home", "q", null, "p", "1")).isEqualTo("/?p=1");
      assertThat(routes.urlFor("web.home", "q", null)).isEqualTo("/");
    }

    @Test
    void suggestsTheEndpointThatWasMeant() {
      assertThatThrownBy(() -> routes.urlFor("users.profil"))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage(
              "There is no endpoint “users.profil”. Did you mean “users.profile”? The command “carafe routes” lists all.");
      assertThatThrownBy(() -> routes.urlFor("something.else.entirely"))
          .hasMessage(
              "There is no endpoint “something.else.entirely”. The command “carafe routes” lists all.");
    }

    @Test
    void saysWhatIsMissing() {
      assertThatThrownBy(() -> routes.urlFor("users.profile"))
          .hasMessage("“/u/{name}” needs the part “name”; it was given [].");
      assertThatThrownBy(() -> routes.urlFor("users.profile", "name", null))
          .hasMessage("“/u/{name}” needs the part “name”; it was given [].");
      assertThatThrownBy(() -> routes.urlFor("users.profile", "name"))
          .hasMessage(
              "urlFor(“users.profile”) needs names and values in pairs; one value is missing.");
    }
  }
}
