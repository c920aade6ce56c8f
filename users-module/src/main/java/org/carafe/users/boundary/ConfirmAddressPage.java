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
  private @Nullable String replaced;

  @PostConstruct
  void load() {
    long me = current.require().id();
    waiting = addresses.waitingFor(me, token).orElse(null);
    replaced =
        waiting == null
            ? null
            : addresses.replacedBy(me, waiting).map(EmailAddress::getAddress).orElse(null);
  }

  /** The address that goes when this one is confirmed, {@code null} where none does. */
  public @Nullable String getReplaced() {
    return replaced;
  }

  /** The address that waits, {@code null} when the link no longer works. */
  public @Nullable EmailAddress getWaiting() {
    return waiting;
  }

  /** Confirms it. */
  public void confirm() {
    try {
      EmailAddress confirmed = addresses.confirm(current.require().id(), token);
      if (replaced == null) {
        flash.success("users.confirm.done", confirmed.getAddress());
      } else {
        flash.success("users.confirm.replaced", confirmed.getAddress(), replaced);
      }
    } catch (AddressRefused refused) {
      flash.warning(refused.key(), refused.arguments());
    }
    redirect.to("users.account");
  }
}
