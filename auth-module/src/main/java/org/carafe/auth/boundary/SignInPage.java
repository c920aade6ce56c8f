package org.carafe.auth.boundary;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.Duration;
import java.util.Optional;
import org.carafe.auth.BegunSession;
import org.carafe.auth.SignIns;
import org.carafe.core.Application;
import org.carafe.core.FormErrors;
import org.carafe.core.QueryValue;
import org.carafe.core.Redirect;
import org.carafe.core.config.CoreSettings;
import org.carafe.core.http.SafeRedirect;
import org.jspecify.annotations.Nullable;

/** The sign-in page; {@code next} leads to where the person wanted to go, on this site only. */
@Named("signIn")
@RequestScoped
public class SignInPage {
  @Inject SignIns signIns;
  @Inject BrowserSession session;
  @Inject FormErrors errors;
  @Inject Redirect redirect;

  @Inject
  @QueryValue("next")
  String next;

  private @Nullable String login;
  private @Nullable String password;
  private boolean keep;

  /** Signs in and leads on. */
  public void signIn() {
    Optional<BegunSession> begun =
        signIns.signIn(text(login), text(password), keep, Clients.current());
    if (begun.isPresent()) {
      session.begin(begun.orElseThrow());
      redirect.toPath(SafeRedirect.path(next).orElseGet(Application.current()::landingUrl));
    } else {
      errors.form("auth.login.wrong", "auth.login.wrong.remedy");
    }
  }

  private static String text(@Nullable String typed) {
    return typed == null ? "" : typed;
  }

  /** Username or address. */
  public @Nullable String getLogin() {
    return login;
  }

  /** Called by Faces. */
  public void setLogin(@Nullable String login) {
    this.login = login;
  }

  /** Never shown again. */
  public @Nullable String getPassword() {
    return null;
  }

  /** Called by Faces. */
  public void setPassword(@Nullable String password) {
    this.password = password;
  }

  /** How long a kept session lasts. */
  public Duration getKeptFor() {
    return Application.current().configuration().get(CoreSettings.SESSION_LIFETIME);
  }

  /** How long at most, however often somebody comes back. */
  public Duration getKeptAtMost() {
    return Application.current().configuration().get(CoreSettings.SESSION_ABSOLUTE);
  }

  /** Whether the session outlives the browser. */
  public boolean isKeep() {
    return keep;
  }

  /** Called by Faces. */
  public void setKeep(boolean keep) {
    this.keep = keep;
  }
}
