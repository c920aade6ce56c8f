package org.carafe.testing.suite;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.carafe.testing.Server;
import org.carafe.testing.Site;

/** Servers of a test's own, beside the one that all tests share. */
public final class Nodes {
  private Nodes() {}

  /**
   * The production WAR as the tests run it, with a log and files of its own.
   *
   * @param name of its folder below the build's
   * @param database its address; the user is that of the site's database
   */
  public static Server.Launch launch(String name, String database) {
    var place = Workplace.current();
    var site = Site.current();
    try {
      return Server.of(place.payaraMicro(), place.application())
          .port(0)
          .directory(place.root())
          .folder(place.target().resolve(name))
          .log(place.target().resolve(name + ".log"))
          .property("carafe.profile", "test")
          .property("base.url", site.url().toString())
          .property("secret.key", Site.SECRET_KEY)
          .property("db.url", database)
          .property("db.user", site.database().user())
          .property("db.password", site.database().password())
          .answersAt("/health/live");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
