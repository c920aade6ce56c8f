package org.carafe.testing;

import java.util.Locale;
import java.util.concurrent.ThreadLocalRandom;

/**
 * A person with an account, made the way people make one: on the site's pages.
 *
 * @param name the username
 * @param address the confirmed address
 * @param visitor the browser the person is signed in with
 */
public record Member(String name, String address, String password, Visitor visitor) {
  /** What every member made here signs in with. */
  public static final String PASSWORD = "teal ladder, quiet pump";

  /** Signs somebody new up, opens the mailed link and confirms. */
  public static Member signUp(Site site) {
    String name = freshName();
    String address = name + "@example.org";
    var visitor = new Visitor(site.url());
    register(visitor, name, address);
    String link = site.inbox().await(address).link("/register/confirm/");
    visitor.get(path(link)).form("form").press("go").follow();
    return new Member(name, address, PASSWORD, visitor);
  }

  /** Fills the sign-up page in and sends it. */
  public static Answer register(Visitor visitor, String name, String address) {
    return visitor
        .get("/register")
        .form("signup")
        .fill("username", name)
        .fill("email", address)
        .fill("password", PASSWORD)
        .press("go");
  }

  /** The administrator of the site, signed in with a new browser. */
  public static Member administrator(Site site) {
    var visitor = new Visitor(site.url());
    signIn(visitor, Site.ADMINISTRATOR, site.administratorPassword());
    return new Member(
        Site.ADMINISTRATOR, "admin@carafe.example", site.administratorPassword(), visitor);
  }

  /** Fills the sign-in page in and sends it. */
  public static Answer signIn(Visitor visitor, String login, String password) {
    return visitor
        .get("/login")
        .form("signin")
        .fill("login", login)
        .fill("password", password)
        .press("go");
  }

  /** A username nobody has had yet. */
  public static String freshName() {
    long number = ThreadLocalRandom.current().nextLong(0x1000_0000_0000L);
    return "p" + Long.toString(number, 36).toLowerCase(Locale.ROOT);
  }

  /** The path and query of a link in a mail. */
  public static String path(String link) {
    return link.replaceFirst("^https?://[^/]+", "");
  }
}
