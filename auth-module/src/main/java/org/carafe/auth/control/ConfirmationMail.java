package org.carafe.auth.control;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import org.carafe.auth.entity.SignUp;
import org.carafe.auth.entity.SignUpMail;
import org.carafe.core.Application;
import org.carafe.core.signing.SecretToken;
import org.carafe.mail.MailAllowance;
import org.carafe.mail.Mailer;
import org.carafe.mail.Recipient;
import org.carafe.users.Person;
import org.carafe.users.Users;

/** The mail that asks a sign-up's address to confirm it, and how often it may be sent. */
@ApplicationScoped
public class ConfirmationMail {
  private static final MailAllowance BY_SIGN_UP =
      new MailAllowance(SignUpMail.class, "signUp.id", 3);
  private static final MailAllowance TO_ADDRESS_FROM_PLACE =
      new MailAllowance(SignUpMail.class, "reach", 6);

  /** Well above the former, so that nobody keeps others from signing up by asking for mail. */
  private static final MailAllowance TO_ADDRESS =
      new MailAllowance(SignUpMail.class, "addressKey", 30);

  @Inject EntityManager entities;
  @Inject Clock clock;
  @Inject Users users;
  @Inject Mailer mailer;

  /** How many mails the sign-up may still send within the hour. */
  int leftTo(long signUpId) {
    return BY_SIGN_UP.left(entities, signUpId, clock.instant());
  }

  /** Whether the address may get another mail within the hour that this place causes. */
  boolean mayReach(String addressKey, String place) {
    Instant now = clock.instant();
    return TO_ADDRESS_FROM_PLACE.left(entities, SignUpMail.reach(addressKey, place), now) > 0
        && TO_ADDRESS.left(entities, addressKey, now) > 0;
  }

  /** Sends the link, or tells the owner when the address is somebody else's. */
  void send(SignUp signUp) {
    Optional<Person> owner = users.ownerOf(signUp.getAddress());
    SecretToken token = owner.isPresent() ? null : SecretToken.create();
    entities.persist(new SignUpMail(signUp, token, clock.instant()));
    Application app = Application.current();
    if (token == null) {
      Person person = owner.orElseThrow();
      mailer.send(
          new Recipient(signUp.getAddress(), person.name(), person.locale(), person.zone()),
          "auth.addressInUse",
          Map.of("name", person.name(), "url", app.externalUrlFor("auth.login")));
    } else {
      mailer.send(
          new Recipient(
              signUp.getAddress(), signUp.getUsername(), signUp.getLocale(), ZoneOffset.UTC),
          "auth.confirm",
          Map.of(
              "url",
              app.externalUrlFor("auth.confirm", "token", token.text()),
              "lifetime",
              SignUp.LIFETIME));
    }
  }
}
