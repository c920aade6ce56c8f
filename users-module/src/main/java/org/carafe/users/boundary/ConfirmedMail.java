package org.carafe.users.boundary;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import org.carafe.mail.UndeliverableAddresses;
import org.carafe.users.AddressConfirmed;
import org.carafe.users.UserRegistered;

/** Whoever confirms an address received mail there: it is no longer undeliverable. */
@ApplicationScoped
public class ConfirmedMail {
  @Inject UndeliverableAddresses undeliverable;

  void confirmed(@Observes AddressConfirmed event) {
    undeliverable.confirmed(event.address());
  }

  void registered(@Observes UserRegistered event) {
    undeliverable.confirmed(event.address());
  }
}
