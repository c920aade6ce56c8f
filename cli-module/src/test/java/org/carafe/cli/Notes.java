package org.carafe.cli;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import org.carafe.core.Blueprint;
import org.carafe.core.Registration;
import org.carafe.core.SignedIn;

/** A module to look at: two pages, a resource, a permission and what the server answers. */
public final class Notes implements Blueprint {
  @Override
  public String name() {
    return "notes";
  }

  @Override
  public void register(Registration app) {
    app.permission("notes:manage");
    app.page("list", "/notes", "notes/list.xhtml").anonymous();
    app.page("note", "/notes/{id}", "notes/note.xhtml").permission("notes:manage");
    app.resource(NotesResource.class);
    app.passThrough("/health");
    app.passThrough("/health/live");
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
}
