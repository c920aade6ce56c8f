package org.carafe.auth.control;

import jakarta.inject.Inject;
import java.time.ZoneId;
import java.util.Locale;
import org.carafe.core.Verbs;
import org.carafe.users.AddressTaken;
import org.carafe.users.Person;
import org.carafe.users.UsernameTaken;
import org.carafe.users.Users;

/** How a site gets its first administrator: account, role and password, in one transaction. */
@Verbs
public class Founding {
  @Inject Users users;
  @Inject Credentials credentials;
  @Inject PendingSignUps pending;

  /** Makes the administrator, with a password that was hashed before. */
  public void found(String name, String address, String passwordHash)
      throws UsernameTaken, AddressTaken {
    Person person = users.register(name, address, Locale.ENGLISH, ZoneId.of("UTC"));
    users.makeAdministrator(person.id());
    credentials.create(person.id(), passwordHash);
    pending.takeLinks(address);
  }
}
