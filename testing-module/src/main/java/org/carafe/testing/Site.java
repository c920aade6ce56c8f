package org.carafe.testing;

import com.microsoft.playwright.Page;
import java.net.URI;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The running application as tests see it from outside: its address, its mail, its database. */
public final class Site {
  /** The administrator that development and test data contain. */
  public static final String ADMINISTRATOR = "admin";

  /** What the application under test signs with. */
  public static final String SECRET_KEY = "a-key-for-tests-that-signs-nothing-of-worth";

  /** What it signed with before, and still reads. */
  public static final String EARLIER_SECRET_KEY = "an-earlier-key-that-signed-nothing-of-worth";

  private static volatile @Nullable Site current;

  private final URI url;
  private final SmtpSink inbox;
  private final EmbeddedMariaDb database;
  private final String administratorPassword;
  private final Path log;
  private @Nullable Browser browser;

  public Site(
      URI url, SmtpSink inbox, EmbeddedMariaDb database, String administratorPassword, Path log) {
    this.url = url;
    this.inbox = inbox;
    this.database = database;
    this.administratorPassword = administratorPassword;
    this.log = log;
  }

  /** The one that this test run has started. */
  public static Site current() {
    var site = current;
    if (site == null) {
      throw new IllegalStateException(
          "There is no site here: it exists on the outside, in web-module's integration tests. Put @BrowserTest and @RunAsClient on the class.");
    }
    return site;
  }

  public static void enter(@Nullable Site site) {
    current = site;
  }

  public URI url() {
    return url;
  }

  public URI url(String path) {
    return url.resolve(path);
  }

  /** The mail that the application has sent. */
  public SmtpSink inbox() {
    return inbox;
  }

  public EmbeddedMariaDb database() {
    return database;
  }

  public String administratorPassword() {
    return administratorPassword;
  }

  /** The folder that the development inbox shows. */
  public Path inboxFolder() {
    return log.resolveSibling("it-mail");
  }

  /** The file the server's log goes to. */
  public Path log() {
    return log;
  }

  /** A new visitor who has opened this path. */
  public Page open(String path, Viewing viewing) {
    return browser().open(url(path), viewing);
  }

  /** One browser for the whole run; its visitors share nothing. */
  public synchronized Browser browser() {
    var running = browser;
    if (running == null) {
      running = Browser.launch();
      browser = running;
    }
    return running;
  }

  /** Ends what only the site holds: the browser, if one was used. */
  public synchronized void leave() {
    if (browser != null) {
      browser.close();
    }
  }
}
