package org.carafe.users.control;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.carafe.core.Application;
import org.carafe.core.signing.SecretToken;
import org.carafe.mail.Mailer;
import org.carafe.mail.Recipient;
import org.carafe.users.AddressRefused;
import org.carafe.users.entity.AddressConfirmation;
import org.carafe.users.entity.EmailAddress;
import org.carafe.users.entity.User;

/** The mail that asks whether an address is a person's, and how often it may be sent. */
@ApplicationScoped
public class AddressMail {
  private static final Duration WINDOW = Duration.ofHours(1);
  private static final int MOST_BY_PERSON = 10;
  private static final int MOST_TO_ADDRESS = 5;

  @Inject EntityManager entities;
  @Inject Clock clock;
  @Inject Mailer mailer;

  /** Sends the link, or tells the owner when the address is somebody else's. */
  public void askToConfirm(EmailAddress address) throws AddressRefused {
    if (sent("c.userId = :value", address.getUser().getId()) >= MOST_BY_PERSON
        || sent("c.addressKey = :value", address.getAddressKey()) >= MOST_TO_ADDRESS) {
      throw AddressRefused.because("users.emails.tooOften");
    }
    Optional<User> owner = owner(address.getAddressKey());
    SecretToken token = owner.isPresent() ? null : SecretToken.create();
    entities.persist(new AddressConfirmation(address, token, clock.instant()));
    if (token == null) {
      User other = owner.orElseThrow();
      mailer.send(
          recipient(address, other), "users.addressInUse", Map.of("name", other.getUsername()));
    } else {
      send(address, token);
    }
  }

  private void send(EmailAddress address, SecretToken token) {
    User user = address.getUser();
    String url = Application.current().externalUrlFor("users.confirm", "token", token.text());
    mailer.send(
        recipient(address, user),
        "users.confirmAddress",
        Map.of("name", user.getUsername(), "address", address.getAddress(), "url", url));
  }

  private static Recipient recipient(EmailAddress address, User user) {
    return new Recipient(
        address.getAddress(), user.getUsername(), user.getLocale(), user.getZone());
  }

  private Optional<User> owner(String key) {
    return entities
        .createQuery("select e.user from EmailAddress e where e.confirmedKey = :key", User.class)
        .setParameter("key", key)
        .getResultStream()
        .findFirst();
  }

  private long sent(String condition, Object value) {
    return entities
        .createQuery(
            "select count(c) from AddressConfirmation c where c.createdAt > :since and "
                + condition,
            Long.class)
        .setParameter("since", clock.instant().minus(WINDOW))
        .setParameter("value", value)
        .getSingleResult();
  }
}
