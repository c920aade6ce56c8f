package org.carafe.web;

import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import org.carafe.core.Application;
import org.carafe.core.config.CoreSettings;
import org.carafe.core.config.Setting;
import org.jspecify.annotations.Nullable;

/** The context processor behind the footer's links; one that is not configured is {@code null}. */
@ApplicationScoped
public class SocialLinks {

  /** The Facebook page. */
  public @Nullable URI facebook() {
    return value(CoreSettings.FB_URL);
  }

  /** The page on X, formerly Twitter. */
  public @Nullable URI twitter() {
    return value(CoreSettings.TW_URL);
  }

  /** The page on GitHub. */
  public @Nullable URI github() {
    return value(CoreSettings.GT_URL);
  }

  private static @Nullable URI value(Setting<URI> setting) {
    return Application.current().configuration().find(setting).orElse(null);
  }
}
