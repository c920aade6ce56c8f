package org.carafe.cli;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.List;
import java.util.Map;
import org.carafe.core.Application;
import org.carafe.core.Blueprint;
import org.carafe.core.Registration;
import org.carafe.core.SignedIn;
import org.carafe.core.config.Configuration;
import org.carafe.core.config.CoreSettings;
import org.carafe.core.config.Surroundings;
import org.junit.jupiter.api.Test;

class RouteMatchTest {

  /** Two pages and a resource. */
  private static final class Notes implements Blueprint {
    @Override
    public String name() {
      return "notes";
    }

    @Override
    public void register(Registration app) {
      app.page("list", "/notes", "notes/list.xhtml").anonymous();
      app.page("note", "/notes/{id}", "notes/note.xhtml").anonymous();
      app.resource(NotesResource.class);
    }
  }

  /** A resource with a part and a literal beside it. */
  @Path("notes")
  public static final class NotesResource {
    @GET
    @Path("{id}")
    @SignedIn
    public String one() {
      return "";
    }

    @GET
    @Path("newest")
    @SignedIn
    public String newest() {
      return "";
    }
  }

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
  }

  @Test
  void refusesAnAddressThatTheServerRefuses() {
    assertThat(match("GET", "/notes/a%2Fb").status()).isEqualTo(400);
  }
}
