package org.carafe.auth;

import java.util.List;
import org.carafe.auth.boundary.FirstAdministrator;
import org.carafe.auth.boundary.SignOutHandler;
import org.carafe.auth.boundary.SignUpNewsHandler;
import org.carafe.auth.control.LoginThrottle;
import org.carafe.core.Blueprint;
import org.carafe.core.Registration;

/** Signing up, in and out. */
public final class AuthBlueprint implements Blueprint {

  @Override
  public String name() {
    return "auth";
  }

  @Override
  public List<String> requires() {
    return List.of("users", "mail");
  }

  @Override
  public void register(Registration app) {
    app.page("login", "/login", "auth/login.xhtml").signedOut().cacheAnonymous();
    app.signInAt("login");
    app.page("logout", "/logout", "auth/logout.xhtml").anonymous();
    app.handler("signOut", "POST", "/logout", SignOutHandler.class).anonymous();
    app.page("register", "/register", "auth/register.xhtml").signedOut().cacheAnonymous();
    app.page("sent", "/register/sent", "auth/sent.xhtml").signedOut();
    app.handler("news", "GET", "/register/news", SignUpNewsHandler.class).anonymous();
    app.page("confirm", "/register/confirm/{token}", "auth/confirm.xhtml").anonymous();

    app.page("devices", "/user/devices", "auth/devices.xhtml")
        .signedIn()
        .in("account", 40)
        .in("me", 40)
        .icon("monitor-smartphone");
    app.panel("users.account", "auth/security.xhtml", null, 50);
    FirstAdministrator.SETTINGS.forEach(app::setting);
    app.setting(LoginThrottle.SIGN_UPS);
  }
}
