package org.carafe.auth.boundary;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.carafe.auth.control.Credentials;
import org.carafe.auth.control.PasswordHasher;
import org.carafe.core.Application;
import org.carafe.core.config.Configuration;
import org.carafe.core.config.Setting;
import org.carafe.core.event.ApplicationReady;
import org.carafe.users.AddressTaken;
import org.carafe.users.Person;
import org.carafe.users.UsernameTaken;
import org.carafe.users.Users;

/** Makes the first administrator at start, where a password is configured and the name is free. */
@ApplicationScoped
@Transactional(rollbackOn = Exception.class)
public class FirstAdministrator {
  private static final Logger LOG = System.getLogger(FirstAdministrator.class.getName());

  private static final Setting<String> NAME =
      Setting.text("admin.name")
          .byDefault("admin")
          .doc("The username of the administrator made at the first start.");
  private static final Setting<String> ADDRESS =
      Setting.text("admin.address")
          .byDefault("admin@carafe.example")
          .doc("The e-mail address of that administrator.");
  private static final Setting<String> PASSWORD =
      Setting.secret("admin.password")
          .doc("The password of that administrator; without one none is made.");

  /** What can be configured of it. */
  public static final List<Setting<?>> SETTINGS = List.of(NAME, ADDRESS, PASSWORD);

  @Inject Users users;
  @Inject Credentials credentials;
  @Inject PasswordHasher hasher;

  void create(@Observes ApplicationReady ready) {
    Configuration configuration = Application.current().configuration();
    Optional<String> password = configuration.find(PASSWORD);
    String name = configuration.get(NAME);
    if (password.isEmpty() || users.find(name).isPresent()) {
      return;
    }
    try {
      Person person =
          users.register(name, configuration.get(ADDRESS), Locale.ENGLISH, ZoneOffset.UTC);
      users.makeFirstAdministrator(person.id());
      credentials.create(person.id(), hasher.hash(password.orElseThrow()));
      LOG.log(Level.INFO, "Made the first administrator, {0}", name);
    } catch (UsernameTaken | AddressTaken otherNode) {
      LOG.log(Level.INFO, "The first administrator is there already: {0}", otherNode.getMessage());
    }
  }
}
