package org.carafe.users.boundary;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import org.carafe.core.CurrentPrincipal;
import org.carafe.core.Flash;
import org.carafe.core.FormErrors;
import org.carafe.core.HttpError;
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

  private @Nullable String address;

  /** The address as it is. */
  public EmailAddress getOld() {
    return addresses.of(current.require().id()).stream()
        .filter(candidate -> candidate.getId() == id)
        .findFirst()
        .orElseThrow(() -> HttpError.notFound("There is no such address."));
  }

  /** Changes it to what was typed. */
  public void change() {
    try {
      EmailAddress changed = addresses.change(current.require().id(), id, getAddress());
      flash.success("users.emails.added", changed.getAddress());
      redirect.to("users.account");
    } catch (AddressRefused refused) {
      errors.field("address", refused.key(), getAddress());
    }
  }

  /** What was typed, at first the address as it is. */
  public String getAddress() {
    return address == null ? getOld().getAddress() : address;
  }

  /** Called by Faces. */
  public void setAddress(@Nullable String address) {
    this.address = address;
  }
}
