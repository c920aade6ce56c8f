package org.carafe.users.boundary;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import org.carafe.core.CurrentPrincipal;
import org.carafe.core.Flash;
import org.carafe.core.PathValue;
import org.carafe.core.Redirect;
import org.carafe.users.AddressRefused;
import org.carafe.users.EmailAddresses;
import org.carafe.users.entity.EmailAddress;
import org.jspecify.annotations.Nullable;

/**
 * The page behind the link in the mail: only its button confirms, because scanners follow links.
 */
@Named("confirmAddress")
@RequestScoped
public class ConfirmAddressPage {
  @Inject EmailAddresses addresses;
  @Inject CurrentPrincipal current;
  @Inject Flash flash;
  @Inject Redirect redirect;

  @Inject
  @PathValue("token")
  String token;

  private @Nullable EmailAddress waiting;

  @PostConstruct
  void load() {
    waiting = addresses.waitingFor(current.require().id(), token).orElse(null);
  }

  /** The address that waits, {@code null} when the link no longer works. */
  public @Nullable EmailAddress getWaiting() {
    return waiting;
  }

  /** Confirms it. */
  public void confirm() {
    try {
      EmailAddress confirmed = addresses.confirm(current.require().id(), token);
      flash.success("users.confirm.done", confirmed.getAddress());
    } catch (AddressRefused refused) {
      flash.warning(refused.key(), refused.arguments());
    }
    redirect.to("users.account");
  }
}
