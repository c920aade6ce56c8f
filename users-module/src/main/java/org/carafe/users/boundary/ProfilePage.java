package org.carafe.users.boundary;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import org.carafe.core.HttpError;
import org.carafe.core.PathValue;
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
}
