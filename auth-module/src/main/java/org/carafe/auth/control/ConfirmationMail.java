package org.carafe.auth.control;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.carafe.auth.entity.SignUp;
import org.carafe.auth.entity.SignUpMail;
import org.carafe.core.Application;
import org.carafe.core.signing.SecretToken;
import org.carafe.mail.MailAllowance;
import org.carafe.mail.MailReference;
import org.carafe.mail.Mailer;
import org.carafe.mail.Recipient;
import org.carafe.users.Person;
import org.carafe.users.Users;
import org.jspecify.annotations.Nullable;

/** The mail that asks a sign-up's address to confirm it, and how often it may be sent. */
@ApplicationScoped
@Transactional(TxType.MANDATORY)
public class ConfirmationMail {
  private static final String TABLE = "sign_up_mails";

  /** More than to one address, so that whoever mistyped theirs can still correct it. */
  private static final MailAllowance BY_SIGN_UP = new MailAllowance(TABLE, 6, "sign_up_id");

  private static final MailAllowance BY_SIGN_UP_TO_ADDRESS =
      new MailAllowance(TABLE, 3, "sign_up_id", "address_key");
  private static final MailAllowance TO_ADDRESS_FROM_PLACE = new MailAllowance(TABLE, 6, "reach");

  /** Well above the former, so that nobody keeps others from signing up by asking for mail. */
  private static final MailAllowance TO_MAILBOX = new MailAllowance(TABLE, 30, "mailbox");

  /** To whomever: more than {@code signup.limit} takes to sign up, far less than a mailing. */
  private static final MailAllowance FROM_PLACE = new MailAllowance(TABLE, 150, "place");

  @Inject EntityManager entities;
  @Inject Clock clock;
  @Inject Users users;
  @Inject Mailer mailer;

  /**
   * How many mails the sign-up may still send to its address within the hour. What others ask for
   * counts only when it is sent: a number would tell of them.
   */
  int leftTo(SignUp signUp) {
    Instant now = clock.instant();
    String key = signUp.getAddressKey();
    return IntStream.of(
            BY_SIGN_UP.left(entities, now, signUp.getId()),
            BY_SIGN_UP_TO_ADDRESS.left(entities, now, signUp.getId(), key),
            TO_ADDRESS_FROM_PLACE.left(entities, now, reach(key, signUp.getPlace())),
            FROM_PLACE.left(entities, now, signUp.getPlace()))
        .min()
        .orElseThrow();
  }

  /**
   * Whether the sign-up may send another mail to this address within the hour. It stays so until
   * the transaction ends, whatever else is sent meanwhile.
   */
  boolean maySend(SignUp signUp, String addressKey) {
    Instant now = clock.instant();
    // Asked without a turn: all who sign up at one place would wait for each other.
    return FROM_PLACE.left(entities, now, signUp.getPlace()) > 0
        && BY_SIGN_UP.allows(entities, now, signUp.getId())
        && BY_SIGN_UP_TO_ADDRESS.allows(entities, now, signUp.getId(), addressKey)
        && TO_ADDRESS_FROM_PLACE.allows(entities, now, reach(addressKey, signUp.getPlace()))
        && TO_MAILBOX.allows(entities, now, SignUpMail.mailbox(addressKey));
  }

  /** Under which mail to an address that one place causes is counted. */
  private static String reach(String addressKey, String place) {
    return Application.current().digest("auth.reach").of(SignUpMail.mailbox(addressKey), place);
  }

  /** The token of the sign-up's latest mail, by which its state is asked for. */
  Optional<String> latestReference(long signUpId) {
    return entities
        .createQuery(
            "select m.mailReference from SignUpMail m where m.signUp.id = :id and m.mailReference is not null order by m.id desc",
            String.class)
        .setParameter("id", signUpId)
        .setMaxResults(1)
        .getResultStream()
        .findFirst();
  }

  /**
   * Sends the link, or tells the owner when the address is somebody else's: in the same way, so
   * that the page that waits for the mail does not tell which it was.
   */
  void send(SignUp signUp) {
    Optional<Person> owner = users.ownerOf(signUp.getAddress());
    SecretToken token = owner.isPresent() ? null : SecretToken.create();
    Instant now = clock.instant();
    var sent = new SignUpMail(signUp, token, reach(signUp.getAddressKey(), signUp.getPlace()), now);
    entities.persist(sent);
    signUp.waitFrom(now);
    sent.sentAs(mail(signUp, owner, token));
  }

  private MailReference mail(SignUp signUp, Optional<Person> owner, @Nullable SecretToken token) {
    Application app = Application.current();
    if (token == null) {
      Person person = owner.orElseThrow();
      return mailer.sendConfirmation(
          new Recipient(signUp.getAddress(), person.name(), person.locale(), person.zone()),
          "auth.addressInUse",
          Map.of("name", person.name(), "url", app.externalUrlFor("auth.login")));
    } else {
      return mailer.sendConfirmation(
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
