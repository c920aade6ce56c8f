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

/**
 * What an administrator can do with all accounts. The list is sorted by username and read in pages
 * found by the key they begin after or end before: page 40,000 costs what the first does.
 */
@Verbs
public class People {
  /** How many people a page shows. */
  public static final int PAGE = 50;

  private static final int COUNTED = 10_000;

  @Inject EntityManager entities;
  @Inject CurrentPrincipal current;

  /**
   * A page of the list.
   *
   * @param people the people on it
   * @param hasPrevious whether there are people before them
   * @param hasNext whether there are people after them
   */
  public record Page(List<User> people, boolean hasPrevious, boolean hasNext) {}

  /**
   * The people that follow a username key, the empty one for the first page.
   *
   * @param search what a username or address begins with, empty for everybody
   */
  public Page after(String search, String key) {
    List<User> found = find(search, "u.usernameKey > :from", key, "asc");
    return new Page(firstOf(found), !key.isEmpty(), found.size() > PAGE);
  }

  /** The people in front of a username key; see {@link #after}. */
  public Page before(String search, String key) {
    List<User> found = find(search, "u.usernameKey < :from", key, "desc");
    return new Page(reversed(firstOf(found)), found.size() > PAGE, true);
  }

  /** The last people of the list; see {@link #after}. */
  public Page last(String search) {
    List<User> found = find(search, "u.usernameKey >= :from", "", "desc");
    return new Page(reversed(firstOf(found)), found.size() > PAGE, false);
  }

  /** A page and one more, which tells whether the list goes on. */
  private List<User> find(String search, String condition, String key, String direction) {
    current.require(UsersBlueprint.MANAGE);
    boolean everybody = search.isBlank();
    TypedQuery<User> query =
        entities
            .createQuery(
                "select u from User u where "
                    + condition
                    + (everybody
                        ? ""
                        : " and (u.usernameKey like :prefix escape '!' or u.id in (select e.user.id from EmailAddress e where e.addressKey like :prefix escape '!'))")
                    + " order by u.usernameKey "
                    + direction,
                User.class)
            .setParameter("from", key)
            .setMaxResults(PAGE + 1)
            .setHint("eclipselink.batch.type", "IN")
            .setHint("eclipselink.batch", "u.roles")
            .setHint("eclipselink.batch", "u.addresses");
    if (!everybody) {
      query.setParameter("prefix", prefix(search));
    }
    return query.getResultList();
  }

  private static List<User> firstOf(List<User> found) {
    return List.copyOf(found.subList(0, Math.min(found.size(), PAGE)));
  }

  private static List<User> reversed(List<User> people) {
    var reversed = new ArrayList<>(people);
    Collections.reverse(reversed);
    return List.copyOf(reversed);
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
