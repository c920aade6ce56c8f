package org.carafe.users;

import java.util.List;
import org.carafe.core.Blueprint;
import org.carafe.core.Registration;
import org.carafe.users.boundary.AccountResource;

/** People: their profiles, addresses and roles, and the list an administrator sees. */
public final class UsersBlueprint implements Blueprint {
  /** Seeing and changing other people's accounts. */
  public static final String MANAGE = "users:manage";

  @Override
  public String name() {
    return "users";
  }

  @Override
  public List<String> requires() {
    return List.of("mail");
  }

  @Override
  public void register(Registration app) {
    app.permission(MANAGE);
    app.landAt("account");
    app.slot("account");
    app.slot("profile");
    app.page("account", "/user", "users/account.xhtml")
        .signedIn()
        .in("account", 10)
        .in("main", 10)
        .in("me", 10)
        .icon("user");
    app.page("preferences", "/user/preferences", "users/preferences.xhtml")
        .signedIn()
        .in("account", 80)
        .in("me", 80)
        .icon("sliders-horizontal");
    app.page("change", "/user/emails/{id:long}", "users/change.xhtml").signedIn();
    app.page("confirm", "/user/emails/confirm/{token}", "users/confirm.xhtml").signedIn();
    app.page("profile", "/u/{name}", "users/profile.xhtml").anonymous();
    app.page("people", "/admin", "users/people.xhtml")
        .permission(MANAGE)
        .in("admin", 10)
        .in("main", 90)
        .icon("users");
    app.resource(AccountResource.class);
  }
}
