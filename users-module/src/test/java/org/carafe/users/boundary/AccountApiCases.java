package org.carafe.users.boundary;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.stream.Stream;
import org.carafe.testing.Answer;
import org.carafe.testing.ApiCase;
import org.carafe.testing.ApiCases;
import org.carafe.testing.Member;
import org.carafe.testing.Site;
import org.carafe.testing.Visitor;
import org.carafe.users.EmailAddresses;

/** Every answer of the account's API. */
final class AccountApiCases implements ApiCases {
  private static final String ACCOUNT = "/api/v1/account";
  private static final String EMAILS = "/api/v1/account/emails";
  private static final String NEW = "{\"address\":\"openapi-%s@example.org\"}";

  @Override
  public Stream<ApiCase> all() {
    return Stream.of(
        new ApiCase("account", 200, site -> member(site).json("GET", ACCOUNT, "")),
        new ApiCase("account", 401, site -> nobody(site).json("GET", ACCOUNT, "")),
        new ApiCase("email", 200, AccountApiCases::readAdded),
        new ApiCase("email", 401, site -> nobody(site).json("GET", EMAILS + "/1", "")),
        new ApiCase("email", 404, site -> member(site).json("GET", EMAILS + "/1", "")),
        new ApiCase("addEmail", 201, site -> member(site).json("POST", EMAILS, fresh())),
        new ApiCase("addEmail", 400, site -> member(site).json("POST", EMAILS, "{")),
        new ApiCase("addEmail", 401, site -> nobody(site).json("POST", EMAILS, fresh())),
        new ApiCase(
            "addEmail",
            403,
            site ->
                member(site)
                    .send(
                        "POST",
                        EMAILS,
                        fresh(),
                        "Content-Type",
                        "application/json",
                        "Sec-Fetch-Site",
                        "cross-site")),
        new ApiCase("addEmail", 409, site -> withTen(site).json("POST", EMAILS, fresh())),
        new ApiCase(
            "addEmail",
            415,
            site ->
                member(site)
                    .send(
                        "POST",
                        EMAILS,
                        "address",
                        "Content-Type",
                        "text/plain",
                        "Sec-Fetch-Site",
                        "same-origin")),
        new ApiCase(
            "addEmail", 422, site -> member(site).json("POST", EMAILS, "{\"address\":\"x\"}")),
        new ApiCase("addEmail", 429, site -> withoutMailLeft(site).json("POST", EMAILS, fresh())));
  }

  private static Answer readAdded(Site site) {
    Visitor member = member(site);
    Answer added = member.json("POST", EMAILS, fresh());
    return member.json("GET", Member.path(added.location()), "");
  }

  /** Has as many addresses as there may be. */
  private static Visitor withTen(Site site) {
    Visitor member = member(site);
    for (int i = 1; i < EmailAddresses.MOST; i++) {
      member.json("POST", EMAILS, fresh());
    }
    return member;
  }

  /** Had ten mails sent within the hour, and removed the addresses again. */
  private static Visitor withoutMailLeft(Site site) {
    Member member = Member.signUp(site);
    for (int i = 0; i < 10; i++) {
      member.visitor().json("POST", EMAILS, fresh());
      removeWaiting(site, member.name());
    }
    return member.visitor();
  }

  private static void removeWaiting(Site site, String name) {
    try (Connection database = site.database().connect();
        PreparedStatement statement =
            database.prepareStatement(
                "delete from email_addresses where confirmed_at is null and user_id = (select id from users where username = ?)")) {
      statement.setString(1, name);
      statement.executeUpdate();
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  private static Visitor member(Site site) {
    return Member.signUp(site).visitor();
  }

  private static Visitor nobody(Site site) {
    return new Visitor(site.url());
  }

  private static String fresh() {
    return NEW.formatted(Member.freshName());
  }
}
