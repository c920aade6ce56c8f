package org.carafe.core.route;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.util.ArrayList;
import java.util.List;
import org.carafe.core.Anonymous;
import org.carafe.core.Permission;
import org.carafe.core.SignedIn;
import org.junit.jupiter.api.Test;

class ResourceRoutesTest {
  private final List<String> mistakes = new ArrayList<>();

  @Path("/notes/")
  static class Notes {
    @GET
    @Anonymous
    public String list() {
      return "";
    }

    @GET
    @Path("{ id : [0-9]+ }")
    @SignedIn
    public String one() {
      return "";
    }

    @DELETE
    @Path("{id}")
    @Permission("notes:manage")
    public void remove() {}

    public void noVerb() {}
  }

  @Path("open")
  static class Undecided {
    @GET
    public String get() {
      return "";
    }

    @POST
    @SignedIn
    public void post() {}
  }

  static class Pathless {}

  @Path("odd/{code: [a-z]{2}}")
  static class Odd {
    @GET
    @Anonymous
    public String get() {
      return "";
    }
  }

  private List<Route> routes(Class<?> resource) {
    return ResourceRoutes.of("notes", resource, mistakes::add);
  }

  @Test
  void listsEveryMethodWithItsUrlAndAccess() {
    assertThat(routes(Notes.class))
        .extracting(
            route ->
                route.methods()
                    + " "
                    + route.pattern()
                    + " "
                    + route.access()
                    + " "
                    + route.endpoint())
        .containsExactlyInAnyOrder(
            "[GET] /api/v1/notes anonymous notes.Notes.list",
            "[GET] /api/v1/notes/{id} signed in notes.Notes.one",
            "[DELETE] /api/v1/notes/{id} notes:manage notes.Notes.remove");
    assertThat(mistakes).isEmpty();
  }

  @Test
  void refusesAMethodThatSaysNothingOfItsAccess() {
    assertThat(routes(Undecided.class)).hasSize(1);
    assertThat(mistakes)
        .containsExactly(
            "The resource method "
                + Undecided.class.getName()
                + ".get says nothing of who may call it. Annotate it with @Permission, @SignedIn or @Anonymous.");
  }

  @Test
  void refusesAResourceWithoutAPath() {
    assertThat(routes(Pathless.class)).isEmpty();
    assertThat(mistakes)
        .containsExactly(
            "Blueprint “notes” declares the resource "
                + Pathless.class.getName()
                + ", which has no @Path. Give the class one.");
  }

  @Test
  void reportsAPathItCannotRead() {
    assertThat(routes(Odd.class)).isEmpty();
    assertThat(mistakes)
        .singleElement()
        .asString()
        .startsWith("The resource method " + Odd.class.getName() + ".get: The URL “")
        .endsWith("has a part that is not written {name} or {name:type}.");
  }
}
