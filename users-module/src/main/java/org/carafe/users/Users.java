package org.carafe.users;

import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.carafe.core.Verbs;
import org.carafe.core.event.Events;
import org.carafe.core.text.IdentityKey;
import org.carafe.users.control.Duplicates;
import org.carafe.users.entity.EmailAddress;
import org.carafe.users.entity.Role;
import org.carafe.users.entity.User;

/** What can be done with accounts. */
@Verbs
public class Users {
  @Inject EntityManager entities;
  @Inject Clock clock;
  @Inject Events events;

  /**
   * Creates an account whose address is confirmed already, with the role every member has.
   *
   * <p>Both names are checked here and guarded by constraints: of any number of calls at once with
   * one address or username, one succeeds.
   *
   * @throws UsernameTaken when somebody has the username
   * @throws AddressTaken when somebody confirmed the address before
   */
  public Person register(String username, String address, Locale locale, ZoneId zone)
      throws UsernameTaken, AddressTaken {
    if (find(username).isPresent()) {
      throw new UsernameTaken(username);
    }
    if (ownerOf(address).isPresent()) {
      throw new AddressTaken();
    }
    try {
      Person person = create(username, address, locale, zone);
      events.publish(new UserRegistered(person.id(), username, address));
      return person;
    } catch (PersistenceException failure) {
      if (Duplicates.isOf("users_username_uk", failure)) {
        throw new UsernameTaken(username);
      }
      if (Duplicates.isOf("email_addresses_confirmed_uk", failure)) {
        throw new AddressTaken();
      }
      throw failure;
    }
  }

  private Person create(String username, String address, Locale locale, ZoneId zone) {
    Instant now = clock.instant();
    var user = new User(username, locale, zone, now);
    user.grant(role(Role.MEMBER));
    entities.persist(user);
    entities.flush();
    EmailAddress first = user.addAddress(address, now);
    first.confirm(now);
    first.makePrimary();
    entities.flush();
    return user.toPerson();
  }

  /** Changes the language a person reads and the zone their times are shown in. */
  public void prefer(long userId, Locale locale, ZoneId zone) {
    entities.find(User.class, userId, LockModeType.PESSIMISTIC_WRITE).prefer(locale, zone);
  }

  /** Makes somebody an administrator without asking who wants it: for the first one, at start. */
  public void makeAdministrator(long userId) {
    entities.getReference(User.class, userId).grant(role(Role.ADMINISTRATOR));
  }

  /** Whether anybody is administrator. */
  public boolean haveAdministrator() {
    return !entities
        .createQuery("select u.id from User u join u.roles r where r.everything = true", Long.class)
        .setMaxResults(1)
        .getResultList()
        .isEmpty();
  }

  private Role role(String name) {
    return entities
        .createQuery("select r from Role r where r.name = :name", Role.class)
        .setParameter("name", name)
        .getSingleResult();
  }

  /** The person of this username, however it is written. */
  public Optional<Person> find(String username) {
    return first(
        entities
            .createQuery("select u from User u where u.usernameKey = :key", User.class)
            .setParameter("key", IdentityKey.of(username))
            .getResultList());
  }

  /** Who confirmed this address, however it is written. */
  public Optional<Person> ownerOf(String address) {
    return first(
        entities
            .createQuery(
                "select e.user from EmailAddress e where e.confirmedKey = :key", User.class)
            .setParameter("key", IdentityKey.of(address))
            .getResultList());
  }

  /** Who signs in with this: a username or a confirmed address. */
  public Optional<Person> findByLogin(String login) {
    return login.indexOf('@') >= 0 ? ownerOf(login) : find(login);
  }

  private static Optional<Person> first(List<User> users) {
    return users.stream().findFirst().map(User::toPerson);
  }
}
