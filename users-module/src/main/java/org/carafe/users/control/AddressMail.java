package org.carafe.users.control;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.carafe.core.Application;
import org.carafe.core.signing.SecretToken;
import org.carafe.mail.MailAllowance;
import org.carafe.mail.MailReference;
import org.carafe.mail.Mailer;
import org.carafe.mail.Recipient;
import org.carafe.users.AddressRefused;
import org.carafe.users.AddressRefused.Reason;
import org.carafe.users.Person;
import org.carafe.users.Users;
import org.carafe.users.entity.AddressConfirmation;
import org.carafe.users.entity.EmailAddress;

/**
 * The mail that asks whether an address is a person's, or tells that it no longer is, and how often
 * it may be sent.
 */
@ApplicationScoped
@Transactional(TxType.MANDATORY)
public class AddressMail {
  private static final String TABLE = "address_confirmations";
  private static final MailAllowance BY_PERSON = new MailAllowance(TABLE, 10, "user_id");
  private static final MailAllowance BY_PERSON_TO_ADDRESS =
      new MailAllowance(TABLE, 5, "user_id", "address_key");

  /** Well above the former, so that nobody keeps others from confirming by asking for mail. */
  private static final MailAllowance TO_ADDRESS = new MailAllowance(TABLE, 30, "address_key");

  @Inject EntityManager entities;
  @Inject Clock clock;
  @Inject Users users;
  @Inject Mailer mailer;

  /**
   * Sends the link, or tells the owner when the address is somebody else's: in the same way, so
   * that its state does not tell which it was.
   */
  public void askToConfirm(EmailAddress address) throws AddressRefused {
    Instant now = clock.instant();
    long person = address.getUser().getId();
    String key = address.getAddressKey();
    if (!BY_PERSON.allows(entities, now, person)
        || !BY_PERSON_TO_ADDRESS.allows(entities, now, person, key)
        || !TO_ADDRESS.allows(entities, now, key)) {
      throw new AddressRefused(Reason.TOO_OFTEN);
    }
    Optional<Person> owner = users.ownerOf(address.getAddress());
    SecretToken token = owner.isPresent() ? null : SecretToken.create();
    var confirmation = new AddressConfirmation(address, token, now);
    entities.persist(confirmation);
    confirmation.sentAs(token == null ? tell(owner.orElseThrow(), address) : send(address, token));
  }

  /**
   * Tells an address that it is not the primary one any more, where that is a surprise the person
   * must hear of. Refused where it was told often enough within the hour, so that the rank changes
   * neither unheard nor as a way to flood a mailbox.
   */
  public void tellDemoted(EmailAddress former) throws AddressRefused {
    Instant now = clock.instant();
    Person person = former.getUser().toPerson();
    if (!BY_PERSON_TO_ADDRESS.allows(entities, now, person.id(), former.getAddressKey())) {
      throw new AddressRefused(Reason.TOO_OFTEN);
    }
    var told = new AddressConfirmation(former, null, now);
    entities.persist(told);
    told.sentAs(warn(former, "users.primaryChanged", now));
  }

  /** Tells a confirmed address that it is not the person's any more. */
  public void tellRemoved(EmailAddress removed) {
    warn(removed, "users.addressRemoved", clock.instant());
  }

  private MailReference warn(EmailAddress address, String template, Instant when) {
    Person person = address.getUser().toPerson();
    String url = Application.current().externalUrlFor("users.account");
    return mailer.sendReadable(
        recipient(address, person),
        template,
        Map.of("name", person.name(), "when", when, "url", url));
  }

  private MailReference tell(Person owner, EmailAddress address) {
    return mailer.sendConfirmation(
        recipient(address, owner), "users.addressInUse", Map.of("name", owner.name()));
  }

  private MailReference send(EmailAddress address, SecretToken token) {
    Person person = address.getUser().toPerson();
    String url = Application.current().externalUrlFor("users.confirm", "token", token.text());
    return mailer.sendConfirmation(
        recipient(address, person),
        "users.confirmAddress",
        Map.of(
            "name",
            person.name(),
            "address",
            address.getAddress(),
            "url",
            url,
            "lifetime",
            AddressConfirmation.LIFETIME));
  }

  private static Recipient recipient(EmailAddress address, Person person) {
    return new Recipient(address.getAddress(), person.name(), person.locale(), person.zone());
  }
}
