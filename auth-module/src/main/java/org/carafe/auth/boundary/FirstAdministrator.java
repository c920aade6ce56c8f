package org.carafe.auth.boundary;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Optional;
import org.carafe.auth.control.Founding;
import org.carafe.auth.control.PasswordHasher;
import org.carafe.auth.control.PasswordPolicy;
import org.carafe.core.Application;
import org.carafe.core.config.Configuration;
import org.carafe.core.config.Profile;
import org.carafe.core.config.Setting;
import org.carafe.core.event.ApplicationReady;
import org.carafe.core.text.Username;
import org.carafe.mail.MailAddress;
import org.carafe.users.AddressTaken;
import org.carafe.users.UsernameTaken;
import org.carafe.users.Users;

/**
 * Makes the first administrator at start, where a password is configured and nobody is
 * administrator yet.
 */
@ApplicationScoped
public class FirstAdministrator {
  private static final Logger LOG = System.getLogger(FirstAdministrator.class.getName());

  private static final Setting<String> NAME =
      Setting.text("admin.name")
          .byDefault("admin")
          .checked((name, profile) -> misnamed(name))
          .doc("The username of the administrator made at the first start.");
  private static final Setting<String> ADDRESS =
      Setting.text("admin.address")
          .byDefault("admin@carafe.example")
          .checkedWith(FirstAdministrator::misaddressed)
          .doc(
              "The e-mail address of that administrator; in production it must be given where admin.password is.");
  private static final Setting<String> PASSWORD =
      Setting.secret("admin.password")
          .checkedWith(FirstAdministrator::tooWeak)
          .doc(
              "The password of that administrator; without one none is made, nor where there is one already. In production it follows the rules for everybody's.");

  /** What can be configured of it. */
  public static final List<Setting<?>> SETTINGS = List.of(NAME, ADDRESS, PASSWORD);

  @Inject Users users;
  @Inject Founding founding;
  @Inject PasswordHasher hasher;

  private static Optional<String> misnamed(String name) {
    // Names that speak for the site are kept from others for this very person.
    return Username.problem(name)
        .filter(problem -> problem != Username.Problem.RESERVED)
        .map(
            problem -> "is no username. Use 2 to 40 letters, digits, dots, dashes and underscores");
  }

  private static Optional<String> misaddressed(String address, Configuration configuration) {
    if (MailAddress.parse(address).isEmpty()) {
      return Optional.of("is no e-mail address. Write it like ada@example.org");
    }
    return configuration.profile() == Profile.PROD
            && configuration.isGiven(PASSWORD)
            && !configuration.isGiven(ADDRESS)
        ? Optional.of("is nobody's. Name the address at which the administrator reads mail")
        : Optional.empty();
  }

  private static Optional<String> tooWeak(String password, Configuration configuration) {
    return configuration.profile() == Profile.PROD
        ? PasswordPolicy.problem(
                password,
                configuration.find(NAME).orElse(""),
                configuration.find(ADDRESS).orElse(""))
            .map(FirstAdministrator::weakness)
        : Optional.empty();
  }

  private static String weakness(PasswordPolicy.Problem problem) {
    return switch (problem) {
      case TOO_SHORT ->
          "has less than %d characters. Use more; a sentence is easy to remember"
              .formatted(PasswordPolicy.MIN_LENGTH);
      case TOO_LONG ->
          "has more than %d characters. Use fewer".formatted(PasswordPolicy.MAX_LENGTH);
      case PERSONAL -> "contains the administrator's name or address. Leave them out";
      case COMMON, PREDICTABLE ->
          "is common or easy to guess. Use another; a sentence is easy to remember";
    };
  }

  void create(@Observes ApplicationReady ready) {
    Configuration configuration = Application.current().configuration();
    Optional<String> password = configuration.find(PASSWORD);
    if (password.isEmpty()) {
      return;
    }
    if (users.haveAdministrator()) {
      LOG.log(
          Level.INFO,
          "There is an administrator, so admin.password makes none and may be taken away.");
      return;
    }
    String name = configuration.get(NAME);
    if (users.find(name).isPresent()) {
      LOG.log(
          Level.WARNING,
          "The administrator {0} was not made: somebody else has the username in admin.name. Name another.",
          name);
      return;
    }
    // Outside of the transaction, as everywhere: no connection waits for it.
    String hash = hasher.hash(password.orElseThrow());
    try {
      founding.found(name, configuration.get(ADDRESS), hash);
      LOG.log(Level.INFO, "Made the first administrator, {0}", name);
    } catch (UsernameTaken otherNode) {
      LOG.log(Level.INFO, "The first administrator is there already: {0}", name);
    } catch (AddressTaken somebodyElse) {
      LOG.log(
          Level.WARNING,
          "The administrator {0} was not made: somebody else has confirmed the address in admin.address. Name another.",
          name);
    }
  }
}
