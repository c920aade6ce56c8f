package org.carafe.auth.boundary;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import org.carafe.auth.control.PendingSignUps;
import org.carafe.users.AddressConfirmed;
import org.carafe.users.UserRegistered;

/** Once somebody has confirmed an address, nobody else's sign-up can become its account. */
@ApplicationScoped
public class SettledAddresses {
  @Inject PendingSignUps pending;

  void registered(@Observes UserRegistered event) {
    pending.takeLinks(event.address());
  }

  void confirmed(@Observes AddressConfirmed event) {
    pending.takeLinks(event.address());
  }
}
