package org.carafe.users.boundary;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.carafe.core.CurrentPrincipal;
import org.carafe.core.HttpError;
import org.carafe.core.PathValue;
import org.carafe.core.Principal;
import org.carafe.core.web.Exchange;
import org.carafe.users.Person;
import org.carafe.users.Users;
import org.jspecify.annotations.Nullable;

/** A public profile. */
@Named("profile")
@RequestScoped
public class ProfilePage {
  @Inject Users users;

  @Inject
  @PathValue("name")
  String name;

  @Inject CurrentPrincipal current;

  private @Nullable Person person;

  /** Whose profile it is. */
  public Person getPerson() {
    if (person == null) {
      person =
          users
              .find(name)
              .filter(Person::enabled)
              .orElseThrow(() -> HttpError.notFound("There is nobody of this name."));
    }
    return person;
  }

  /** Whether whoever looks at it sees their own. */
  public boolean isOwn() {
    return current.get().filter(me -> me.id() == getPerson().id()).isPresent();
  }

  /** The month the account came to be, as the visitor reads it. */
  public String getSince() {
    ZoneId zone = current.get().map(Principal::zone).orElse(ZoneOffset.UTC);
    return DateTimeFormatter.ofPattern("LLLL uuuu", Exchange.require().locale())
        .format(getPerson().since().atZone(zone));
  }
}
