package org.carafe.auth.boundary;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.Locale;
import java.util.Optional;
import org.carafe.auth.SignUps;
import org.carafe.auth.entity.SignUp;
import org.carafe.core.Application;
import org.carafe.core.Flash;
import org.carafe.core.FormErrors;
import org.carafe.core.PathValue;
import org.carafe.core.Redirect;
import org.carafe.core.text.Username;
import org.carafe.users.Users;
import org.jspecify.annotations.Nullable;

/**
 * The page behind the link in the mail. Only its button uses the token up, because mail scanners
 * follow links. It asks for the password in another browser, and for another username when the one
 * asked for is taken by now.
 */
@Named("confirmSignUp")
@RequestScoped
public class ConfirmSignUpPage {
  @Inject SignUps signUps;
  @Inject Users users;
  @Inject Flash flash;
  @Inject FormErrors errors;
  @Inject Redirect redirect;

  @Inject
  @PathValue("token")
  String token;

  private @Nullable SignUp waiting;
  private @Nullable String username;
  private String password = "";

  /** The sign-up that the link confirms, {@code null} when it no longer works. */
  public @Nullable SignUp getWaiting() {
    if (waiting == null) {
      waiting = signUps.waitingFor(token).orElse(null);
    }
    return waiting;
  }

  /** Whether the password must be typed: the sign-up was made in another browser. */
  public boolean isPasswordNeeded() {
    SignUp signUp = getWaiting();
    return signUp != null && !signUps.isOfThisBrowser(signUp);
  }

  /** Whether somebody else has the username by now. */
  public boolean isUsernameNeeded() {
    SignUp signUp = getWaiting();
    return signUp != null && users.find(signUp.getUsername()).isPresent();
  }

  /** Makes the account. */
  public void confirm() {
    Optional<Username.Problem> problem =
        isUsernameNeeded() ? Username.problem(getUsername()) : Optional.empty();
    if (problem.isPresent()) {
      String key = problem.orElseThrow().name().toLowerCase(Locale.ROOT);
      errors.field("username", "auth.username." + key, getUsername());
      return;
    }
    switch (signUps.confirm(token, password, getUsername(), Clients.current())) {
      case DONE -> {
        flash.success("auth.confirm.done", getUsername());
        redirect.to(Application.current().landingEndpoint().orElseThrow());
      }
      case WRONG_PASSWORD -> errors.field("password", "auth.confirm.password.wrong");
      case USERNAME_TAKEN -> errors.field("username", "auth.confirm.username.taken", getUsername());
      case STALE -> {
        waiting = null;
        errors.form("auth.confirm.stale.title", "auth.confirm.stale");
      }
    }
  }

  /** The username: the one asked for, or the one typed instead. */
  public String getUsername() {
    SignUp signUp = getWaiting();
    if (username == null) {
      return signUp == null ? "" : signUp.getUsername();
    }
    return username;
  }

  /** Called by Faces. */
  public void setUsername(@Nullable String username) {
    this.username = username == null ? null : username.strip();
  }

  /** Never shown again. */
  public @Nullable String getPassword() {
    return null;
  }

  /** Called by Faces. */
  public void setPassword(@Nullable String password) {
    this.password = password == null ? "" : password;
  }
}
