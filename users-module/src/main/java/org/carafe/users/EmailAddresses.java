package org.carafe.users;

import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceException;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.carafe.core.HttpError;
import org.carafe.core.Verbs;
import org.carafe.core.event.Events;
import org.carafe.core.signing.SecretToken;
import org.carafe.core.text.IdentityKey;
import org.carafe.mail.MailAddress;
import org.carafe.users.AddressRefused.Reason;
import org.carafe.users.control.AddressMail;
import org.carafe.users.control.Duplicates;
import org.carafe.users.entity.AddressConfirmation;
import org.carafe.users.entity.EmailAddress;
import org.carafe.users.entity.User;

/**
 * What a person can do with their own e-mail addresses. Each verb locks the person's row, so that
 * two of them at once cannot together take away the last confirmed address.
 */
@Verbs
public class EmailAddresses {
  /** How many addresses a person may have, waiting ones included. */
  public static final int MOST = 10;

  @Inject EntityManager entities;
  @Inject Clock clock;
  @Inject Events events;
  @Inject AddressMail mail;

  /** The person's addresses, the primary one first. */
  public List<EmailAddress> of(long userId) {
    return entities
        .createQuery(
            "select e from EmailAddress e join fetch e.user where e.user.id = :user",
            EmailAddress.class)
        .setParameter("user", userId)
        .getResultList()
        .stream()
        .sorted(EmailAddress.PRIMARY_FIRST)
        .toList();
  }

  /** By the number of each waiting address, the token of its latest mail. */
  public Map<Long, String> latestMails(long userId) {
    Map<Long, String> latest = new HashMap<>();
    entities
        .createQuery(
            "select c.emailAddressId, c.mailReference from AddressConfirmation c, EmailAddress e where c.userId = :user and e.id = c.emailAddressId and e.confirmedAt is null and c.addressKey = e.addressKey and c.mailReference is not null order by c.id",
            Object[].class)
        .setParameter("user", userId)
        .getResultList()
        .forEach(row -> latest.put((Long) row[0], (String) row[1]));
    return latest;
  }

  /**
   * One of the person's addresses.
   *
   * @throws HttpError 404 when it is not there
   */
  public EmailAddress find(long userId, long addressId) {
    return of(userId).stream()
        .filter(address -> address.getId() == addressId)
        .findFirst()
        .orElseThrow(EmailAddresses::unknown);
  }

  /**
   * Adds an address and mails it a link to confirm it. Whether somebody else has the address is not
   * told: then the owner gets another mail, and the address stays waiting.
   */
  public EmailAddress add(long userId, String address) throws AddressRefused {
    return addTo(locked(userId), address, MOST);
  }

  private EmailAddress addTo(User user, String typed, int most) throws AddressRefused {
    String address = checked(user, typed);
    if (user.getAddresses().size() >= most) {
      throw new AddressRefused(Reason.TOO_MANY);
    }
    EmailAddress added = user.addAddress(address, clock.instant());
    entities.persist(added);
    entities.flush();
    mail.askToConfirm(added);
    return added;
  }

  /**
   * Changes an address: a waiting one is corrected, a confirmed one is replaced as soon as the new
   * one is confirmed.
   */
  public EmailAddress change(long userId, long addressId, String typed) throws AddressRefused {
    User user = locked(userId);
    EmailAddress old = address(user, addressId);
    if (old.isConfirmed()) {
      EmailAddress added = addTo(user, typed, MOST + 1); // in the end as many as before
      added.willReplace(old);
      return added;
    }
    old.correct(checked(user, typed));
    entities.flush();
    mail.askToConfirm(old);
    return old;
  }

  private static String checked(User user, String typed) throws AddressRefused {
    String address =
        MailAddress.parse(typed).orElseThrow(() -> new AddressRefused(Reason.MALFORMED)).toString();
    String key = IdentityKey.of(address);
    if (key.length() > 254) {
      throw new AddressRefused(Reason.MALFORMED);
    }
    if (user.getAddresses().stream().anyMatch(other -> other.getAddressKey().equals(key))) {
      throw new AddressRefused(Reason.YOURS);
    }
    return address;
  }

  /** Mails the link again. */
  public EmailAddress resend(long userId, long addressId) throws AddressRefused {
    EmailAddress address = address(locked(userId), addressId);
    if (address.isConfirmed()) {
      throw new AddressRefused(Reason.CONFIRMED);
    }
    mail.askToConfirm(address);
    return address;
  }

  /** Sends account mail there from now on, and tells the address where it went so far. */
  public EmailAddress makePrimary(long userId, long addressId) throws AddressRefused {
    User user = locked(userId);
    EmailAddress address = address(user, addressId);
    if (!address.isConfirmed()) {
      throw new AddressRefused(Reason.CONFIRM_FIRST);
    }
    if (!address.isPrimary()) {
      Optional<EmailAddress> former = user.primaryAddress();
      moveRank(user, address);
      if (former.isPresent()) {
        mail.tellDemoted(former.orElseThrow());
      }
    }
    return address;
  }

  /** In two steps, because the database allows one primary address at any moment. */
  private void moveRank(User user, EmailAddress to) {
    user.primaryAddress().ifPresent(EmailAddress::resignAsPrimary);
    entities.flush();
    to.makePrimary();
    entities.flush();
    events.publish(new PrimaryAddressChanged(user.getId(), to.getAddress()));
  }

  private void take(User user, EmailAddress address) {
    if (address.isConfirmed()) {
      mail.tellRemoved(address);
    }
    user.removeAddress(address);
    events.publish(new AddressRemoved(user.getId(), address.getAddress()));
  }

  /**
   * Takes an address away and tells it so where it was confirmed; the primary one and so the last
   * confirmed one stays.
   */
  public EmailAddress remove(long userId, long addressId) throws AddressRefused {
    User user = locked(userId);
    EmailAddress address = address(user, addressId);
    boolean last =
        user.getAddresses().stream().noneMatch(other -> other.isConfirmed() && other != address);
    if (address.isConfirmed() && last) {
      throw new AddressRefused(Reason.LAST);
    }
    if (address.isPrimary()) {
      throw new AddressRefused(Reason.PRIMARY_STAYS);
    }
    take(user, address);
    return address;
  }

  /** The waiting address that a mailed token is about, as long as the token works. */
  public Optional<EmailAddress> waitingFor(long userId, String token) {
    return confirmation(userId, token).flatMap(this::waiting);
  }

  private Optional<EmailAddress> waiting(AddressConfirmation confirmation) {
    return confirmation
        .emailAddressId()
        .map(id -> entities.find(EmailAddress.class, id))
        .filter(address -> !address.isConfirmed())
        .filter(address -> confirmation.confirms(address, clock.instant()));
  }

  /** The person's address that goes as soon as this one is confirmed. */
  public Optional<EmailAddress> replacedBy(long userId, EmailAddress waiting) {
    return waiting
        .replaces()
        .flatMap(id -> of(userId).stream().filter(old -> old.getId() == id).findFirst());
  }

  /** Uses a mailed token up: the address is the person's from now on. */
  public EmailAddress confirm(long userId, String token) throws AddressRefused {
    User user = locked(userId);
    AddressConfirmation confirmation =
        confirmation(userId, token).orElseThrow(EmailAddresses::stale);
    EmailAddress address = waiting(confirmation).orElseThrow(EmailAddresses::stale);
    confirmation.useUp();
    try {
      settle(user, address);
    } catch (PersistenceException failure) {
      if (Duplicates.isOf("email_addresses_confirmed_uk", failure)) {
        throw new AddressRefused(Reason.TAKEN);
      }
      throw failure;
    }
    events.publish(new AddressConfirmed(userId, address.getAddress()));
    return address;
  }

  private static AddressRefused stale() {
    return new AddressRefused(Reason.STALE);
  }

  private void settle(User user, EmailAddress address) {
    Optional<EmailAddress> replaced =
        address
            .replaces()
            .flatMap(
                id -> user.getAddresses().stream().filter(old -> old.getId() == id).findFirst());
    address.confirm(clock.instant());
    entities.flush();
    if (replaced.isPresent()) {
      EmailAddress old = replaced.orElseThrow();
      if (old.isPrimary()) {
        moveRank(user, address);
      }
      take(user, old);
      entities.flush();
    }
  }

  private Optional<AddressConfirmation> confirmation(long userId, String token) {
    return entities
        .createQuery(
            "select c from AddressConfirmation c where c.tokenHash = :hash and c.userId = :user and c.expiresAt > :now",
            AddressConfirmation.class)
        .setParameter("hash", new SecretToken(token).hash())
        .setParameter("user", userId)
        .setParameter("now", clock.instant())
        .getResultStream()
        .findFirst();
  }

  private User locked(long userId) {
    User user = entities.find(User.class, userId, LockModeType.PESSIMISTIC_WRITE);
    if (user == null) {
      throw HttpError.notFound("There is no such account.");
    }
    return user;
  }

  private static EmailAddress address(User user, long addressId) {
    return user.getAddresses().stream()
        .filter(address -> address.getId() == addressId)
        .findFirst()
        .orElseThrow(EmailAddresses::unknown);
  }

  private static HttpError unknown() {
    return HttpError.notFound("There is no such address.");
  }
}
