package org.carafe.users.boundary;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import org.carafe.core.CurrentPrincipal;
import org.carafe.core.Flash;
import org.carafe.core.FormErrors;
import org.carafe.core.PathValue;
import org.carafe.core.Redirect;
import org.carafe.users.AddressRefused;
import org.carafe.users.EmailAddresses;
import org.carafe.users.entity.EmailAddress;
import org.jspecify.annotations.Nullable;

/** Changes one of the person's addresses. */
@Named("changeAddress")
@RequestScoped
public class ChangeAddressPage {
  @Inject EmailAddresses addresses;
  @Inject CurrentPrincipal current;
  @Inject Flash flash;
  @Inject FormErrors errors;
  @Inject Redirect redirect;

  @Inject
  @PathValue("id")
  Long id;

  private EmailAddress old;
  private String address;

  @PostConstruct
  void load() {
    old = addresses.find(current.require().id(), id);
    address = old.getAddress();
  }

  /** The address as it is. */
  public EmailAddress getOld() {
    return old;
  }

  /** Changes it to what was typed. */
  public void change() {
    try {
      EmailAddress changed = addresses.change(current.require().id(), id, address);
      flash.success("users.emails.added", changed.getAddress());
      redirect.to("users.account");
    } catch (AddressRefused refused) {
      errors.field("address", refused.key(), refused.arguments());
    }
  }

  /** What was typed, at first the address as it is. */
  public String getAddress() {
    return address;
  }

  /** Called by Faces. */
  public void setAddress(@Nullable String address) {
    this.address = address == null ? "" : address;
  }
}
