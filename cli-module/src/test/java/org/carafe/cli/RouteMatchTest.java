package org.carafe.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.carafe.core.Application;
import org.carafe.core.config.Configuration;
import org.carafe.core.config.CoreSettings;
import org.carafe.core.config.Surroundings;
import org.junit.jupiter.api.Test;

class RouteMatchTest {

  private final Application application =
      Application.create(
          List.of(new Notes()),
          Configuration.load(
              new Surroundings(
                  Map.of("carafe.profile", "test", "base.url", "https://carafe.example"),
                  Map.of(),
                  java.nio.file.Path.of("nowhere")),
              CoreSettings.ALL));

  private RouteMatch match(String method, String address) {
    return RouteMatch.of(application, method, address);
  }

  @Test
  void namesTheRowWithTheValuesOfItsParts() {
    var match = match("get", "https://carafe.example/notes/7?page=2");

    assertThat(match.route()).map(route -> route.endpoint()).hasValue("notes.note");
    assertThat(match.values()).containsEntry("id", "7");
    assertThat(match.isAnswered()).isTrue();
  }

  @Test
  void saysWhichMethodsAnAddressTakes() {
    var match = match("DELETE", "/notes");

    assertThat(match.status()).isEqualTo(405);
    assertThat(match.reason()).contains("GET", "POST").doesNotContain("DELETE");
  }

  @Test
  void picksTheResourceThatJaxRsPicks() {
    assertThat(match("GET", "/api/v1/notes/newest").route())
        .map(route -> route.target().toString())
        .hasValue("NotesResource.newest");
    assertThat(match("GET", "/api/v1/notes/7").values()).containsEntry("id", "7");
    assertThat(match("PUT", "/api/v1/notes/7").status()).isEqualTo(405);
    assertThat(match("GET", "/api/v1/other").status()).isEqualTo(404);
  }

  @Test
  void saysWhatIsDeclaredNearAnUnknownAddress() {
    var match = match("GET", "/notes/7/edit");

    assertThat(match.status()).isEqualTo(404);
    assertThat(match.reason()).contains("/notes/{id}");
  }

  @Test
  void knowsThatASlashTooManyLeadsOn() {
    assertThat(match("GET", "/notes/").status()).isEqualTo(303);
    assertThat(match("PUT", "/notes/").status()).isEqualTo(404);
  }

  @Test
  void readsTheAddressAsTheServerDoes() {
    assertThat(match("GET", "/notes/J%C3%B6rg").values()).containsEntry("id", "Jörg");
    assertThat(match("GET", "/notes/a%2Fb").status()).isEqualTo(400);
    assertThat(match("GET", "/notes/../notes").status()).isEqualTo(400);
    assertThat(match("GET", "//notes").status()).isEqualTo(400);
  }

  @Test
  void knowsWhatTheServerItselfTakes() {
    assertThat(match("GET", "/health/live").status()).isEqualTo(200);
    assertThat(match("GET", "/health/anything").status()).isEqualTo(404);
    assertThat(match("OPTIONS", "/api/v1/notes/newest").status()).isEqualTo(204);
    assertThat(match("POST", "/health").status()).isEqualTo(405);
    assertThat(match("POST", "/static/0/web/app.css").status()).isEqualTo(405);
    assertThat(match("OPTIONS", "/notes").status()).isEqualTo(204);
  }

  @Test
  void refusesAnAddressThatTheServerRefuses() {
    assertThat(match("GET", "/notes/a%2Fb").status()).isEqualTo(400);
  }
}
