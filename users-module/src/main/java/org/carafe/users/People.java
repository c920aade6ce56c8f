package org.carafe.users;

import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.TypedQuery;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.carafe.core.CurrentPrincipal;
import org.carafe.core.Verbs;
import org.carafe.core.text.IdentityKey;
import org.carafe.users.entity.User;

/** What an administrator can do with all accounts. */
@Verbs
public class People {
  /** How many people a page shows. */
  public static final int PAGE = 50;

  /** A key behind every other: the page in front of it is the last one. */
  public static final String BEHIND_ALL = "\uffff";

  private static final int COUNTED = 10_000;

  @Inject EntityManager entities;
  @Inject CurrentPrincipal current;

  /**
   * A page of a list sorted by username.
   *
   * @param people the people on it
   * @param hasPrevious whether there are people before them
   * @param hasNext whether there are people after them
   */
  public record Page(List<User> people, boolean hasPrevious, boolean hasNext) {}

  /**
   * People whose username or address begins with a text, in pages found by the key they begin after
   * or end before: page 40,000 costs what the first does.
   *
   * @param search empty for everybody
   * @param after the username key in front of the page, empty for the first page
   * @param before the username key behind the page; wins over {@code after}
   */
  public Page list(String search, String after, String before) {
    current.require(UsersBlueprint.MANAGE);
    boolean backwards = !before.isEmpty();
    String condition = backwards ? "u.usernameKey < :from" : "u.usernameKey > :from";
    TypedQuery<User> query =
        entities
            .createQuery(
                "select u from User u where "
                    + condition
                    + (search.isBlank()
                        ? ""
                        : " and (u.usernameKey like :prefix escape '!' or u.id in (select e.user.id from EmailAddress e where e.addressKey like :prefix escape '!'))")
                    + " order by u.usernameKey "
                    + (backwards ? "desc" : "asc"),
                User.class)
            .setParameter("from", backwards ? before : after)
            .setMaxResults(PAGE + 1)
            .setHint("eclipselink.batch.type", "IN")
            .setHint("eclipselink.batch", "u.roles")
            .setHint("eclipselink.batch", "u.addresses");
    if (!search.isBlank()) {
      query.setParameter("prefix", prefix(search));
    }
    return page(
        new ArrayList<>(query.getResultList()),
        backwards,
        !after.isEmpty(),
        before.equals(BEHIND_ALL));
  }

  private static Page page(
      List<User> found, boolean backwards, boolean cameForward, boolean behindAll) {
    boolean more = found.size() > PAGE;
    List<User> people = more ? found.subList(0, PAGE) : found;
    if (backwards) {
      Collections.reverse(people);
      return new Page(List.copyOf(people), more, !behindAll);
    }
    return new Page(List.copyOf(people), cameForward, more);
  }

  private static String prefix(String search) {
    return IdentityKey.of(search).replaceAll("([!%_])", "!$1") + "%";
  }

  /** How many accounts there are, counted up to 10,000; one more means more. */
  public int count() {
    current.require(UsersBlueprint.MANAGE);
    Object counted =
        entities
            .createNativeQuery(
                "select count(*) from (select 1 from users limit " + (COUNTED + 1) + ") counted")
            .getSingleResult();
    return ((Number) counted).intValue();
  }
}
