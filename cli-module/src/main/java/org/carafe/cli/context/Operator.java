package org.carafe.cli.context;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Specializes;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Optional;
import org.carafe.core.Application;
import org.carafe.core.CurrentPrincipal;
import org.carafe.core.Principal;
import org.carafe.core.config.CoreSettings;
import org.jspecify.annotations.Nullable;

/**
 * Who is behind a line of the shell: whoever can read the configuration may do everything, unless
 * it is to be somebody else's doing.
 */
@ApplicationScoped
@Specializes
public class Operator extends CurrentPrincipal {
  private @Nullable Principal somebody;

  @Override
  public Optional<Principal> get() {
    return Optional.of(somebody == null ? operator() : somebody);
  }

  /** From now on it is this person; null for the operator again. */
  public void actAs(@Nullable Principal principal) {
    somebody = principal;
  }

  private static Principal operator() {
    var application = Application.current();
    ZoneId zone = ZoneOffset.UTC;
    return new Principal(
        0,
        "operator",
        Locale.forLanguageTag(application.configuration().get(CoreSettings.LOCALE_DEFAULT)),
        zone,
        application.permissions().keySet());
  }
}
