package org.carafe.web;

import java.util.List;
import org.carafe.core.Blueprint;
import org.carafe.core.Registration;

/** The pages and the frame that belong to no feature: home, error pages, menus and the theme. */
public final class WebBlueprint implements Blueprint {

  @Override
  public String name() {
    return "web";
  }

  @Override
  public List<String> requires() {
    return List.of("core");
  }

  @Override
  public void register(Registration app) {
    app.area("main");
    app.area("me");
    app.area("account");
    app.area("admin");
    app.area("home");
    app.page("home", "/", "web/home.xhtml").anonymous().cacheAnonymous();
    app.handler("theme", "POST", "/theme", ThemeChoice.class).anonymous();
    app.errorView("web/error.xhtml");
    SocialLinks.SETTINGS.forEach(app::setting);
    app.context("FB_URL", SocialLinks.class, SocialLinks::facebook);
    app.context("TW_URL", SocialLinks.class, SocialLinks::twitter);
    app.context("GT_URL", SocialLinks.class, SocialLinks::github);
  }
}
