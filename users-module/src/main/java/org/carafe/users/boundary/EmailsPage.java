package org.carafe.users.boundary;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.carafe.core.CurrentPrincipal;
import org.carafe.core.Flash;
import org.carafe.core.FormErrors;
import org.carafe.core.Redirect;
import org.carafe.users.AddressRefused;
import org.carafe.users.EmailAddresses;
import org.carafe.users.entity.EmailAddress;
import org.jspecify.annotations.Nullable;

/** The account page: a person's e-mail addresses. */
@Named("emails")
@RequestScoped
public class EmailsPage {
  @Inject EmailAddresses addresses;
  @Inject CurrentPrincipal current;
  @Inject Flash flash;
  @Inject FormErrors errors;
  @Inject Redirect redirect;

  private String address = "";
  private @Nullable List<EmailAddress> list;
  private @Nullable Map<Long, String> latestMails;

  /** The person's addresses. */
  public List<EmailAddress> getList() {
    if (list == null) {
      list = addresses.of(me());
    }
    return list;
  }

  /** The address that goes as soon as this one is confirmed, {@code null} where none does. */
  public @Nullable String replacedBy(EmailAddress waiting) {
    return waiting
        .replaces()
        .flatMap(id -> getList().stream().filter(old -> old.getId() == id).findFirst())
        .map(EmailAddress::getAddress)
        .orElse(null);
  }

  /** The token of the latest mail to a waiting address; empty where none is known. */
  public String mail(long id) {
    return latestMails().getOrDefault(id, "");
  }

  /** The tokens of the latest mails to all waiting addresses. */
  public Collection<String> getMails() {
    return latestMails().values();
  }

  private Map<Long, String> latestMails() {
    Map<Long, String> known = latestMails;
    if (known == null) {
      boolean waiting = getList().stream().anyMatch(email -> !email.isConfirmed());
      known = waiting ? addresses.latestMails(me()) : Map.of();
      latestMails = known;
    }
    return known;
  }

  /** Adds the typed address. */
  public void add() {
    try {
      flash.success("users.emails.added", addresses.add(me(), address).getAddress());
      redirect.to("users.account");
    } catch (AddressRefused refused) {
      errors.field("address", refused.key(), refused.arguments());
    }
  }

  /** Sends account mail to this address from now on. */
  public void makePrimary(long id) {
    act("users.emails.madePrimary", () -> addresses.makePrimary(me(), id));
  }

  /** Takes this address away. */
  public void remove(long id) {
    act("users.emails.removed", () -> addresses.remove(me(), id));
  }

  /** Mails the link again. */
  public void resend(long id) {
    act("users.emails.resent", () -> addresses.resend(me(), id));
  }

  private interface Verb {
    EmailAddress run() throws AddressRefused;
  }

  private void act(String doneKey, Verb verb) {
    try {
      flash.success(doneKey, verb.run().getAddress());
    } catch (AddressRefused refused) {
      flash.warning(refused.key(), refused.arguments());
    }
    redirect.to("users.account");
  }

  private long me() {
    return current.require().id();
  }

  /** The address typed to be added. */
  public String getAddress() {
    return address;
  }

  /** Called by Faces. */
  public void setAddress(@Nullable String address) {
    this.address = address == null ? "" : address;
  }
}
