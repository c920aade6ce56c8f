package org.carafe.testing.suite;

import java.io.IOException;
import java.net.URI;
import org.carafe.testing.EmbeddedMariaDb;
import org.carafe.testing.Ports;
import org.carafe.testing.ServerException;
import org.carafe.testing.Site;
import org.carafe.testing.SmtpSink;
import org.jspecify.annotations.Nullable;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;

/**
 * The database and the SMTP server, up before the first test and down after the last. A new
 * database each time, so that the migrations run too.
 */
public final class Services implements LauncherSessionListener {
  private @Nullable EmbeddedMariaDb database;
  private @Nullable SmtpSink inbox;

  @Override
  public void launcherSessionOpened(LauncherSession session) {
    if (!Workplace.isIntegrationTest()) {
      return;
    }
    var place = Workplace.current();
    var started = database(place, "it-db");
    var sink = SmtpSink.start(Ports.free());
    database = started;
    inbox = sink;
    var url = URI.create("http://localhost:" + Ports.free());
    var log = place.target().resolve("it-server.log");
    Site.enter(new Site(url, sink, started, "Correct-horse-7-battery", log));
  }

  /** A new one; what an earlier run left there is gone. */
  static EmbeddedMariaDb database(Workplace place, String name) {
    var folder = place.target().resolve(name);
    try {
      TestClasses.delete(folder);
    } catch (IOException e) {
      throw new ServerException("The earlier test database could not be removed.", e);
    }
    return EmbeddedMariaDb.in(folder).binaries(place.root().resolve("var/mariadb")).start();
  }

  @Override
  public void launcherSessionClosed(LauncherSession session) {
    Nodes.end();
    if (inbox != null && database != null) {
      Site.current().leave();
      Site.enter(null);
      inbox.close();
      database.close();
    }
  }
}
