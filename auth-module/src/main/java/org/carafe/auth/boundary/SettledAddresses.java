package org.carafe.auth.boundary;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import org.carafe.auth.control.PendingSignUps;
import org.carafe.users.AddressConfirmed;

/** Once somebody has confirmed an address, nobody else's sign-up can become its account. */
@ApplicationScoped
public class SettledAddresses {
  @Inject PendingSignUps pending;

  void confirmed(@Observes AddressConfirmed event) {
    pending.takeLinks(event.address());
  }
}
