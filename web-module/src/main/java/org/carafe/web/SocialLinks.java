package org.carafe.web;

import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.util.List;
import org.carafe.core.Application;
import org.carafe.core.config.Setting;
import org.jspecify.annotations.Nullable;

/** The context processor behind the footer's links; one that is not configured is {@code null}. */
@ApplicationScoped
public class SocialLinks {
  private static final Setting<URI> FB_URL =
      Setting.uri("fb.url").doc("The Facebook page linked in the footer.");
  private static final Setting<URI> TW_URL =
      Setting.uri("tw.url").doc("The Twitter page linked in the footer.");
  private static final Setting<URI> GT_URL =
      Setting.uri("gt.url").doc("The GitHub page linked in the footer.");

  /** What can be configured of them. */
  static final List<Setting<?>> SETTINGS = List.of(FB_URL, TW_URL, GT_URL);

  /** The Facebook page. */
  public @Nullable URI facebook() {
    return value(FB_URL);
  }

  /** The page on X, formerly Twitter. */
  public @Nullable URI twitter() {
    return value(TW_URL);
  }

  /** The page on GitHub. */
  public @Nullable URI github() {
    return value(GT_URL);
  }

  private static @Nullable URI value(Setting<URI> setting) {
    return Application.current().configuration().find(setting).orElse(null);
  }
}
