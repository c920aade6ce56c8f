package org.carafe.auth.boundary;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;
import org.carafe.auth.BegunSession;
import org.carafe.auth.MalformedSignUp;
import org.carafe.auth.NoTriesLeft;
import org.carafe.auth.SignUps;
import org.carafe.auth.StaleSignUp;
import org.carafe.auth.WrongPassword;
import org.carafe.auth.entity.SignUp;
import org.carafe.core.Application;
import org.carafe.core.Flash;
import org.carafe.core.FormErrors;
import org.carafe.core.PathValue;
import org.carafe.core.Redirect;
import org.carafe.core.text.Username;
import org.carafe.users.TimeZones;
import org.carafe.users.UsernameTaken;
import org.carafe.users.Users;
import org.jspecify.annotations.Nullable;

/**
 * The page behind the link in the mail. Only its button uses the token up, because mail scanners
 * follow links. It asks for the password in another browser, and for another username when the one
 * asked for is taken by now, or no longer given to anybody.
 */
@Named("confirmSignUp")
@RequestScoped
public class ConfirmSignUpPage {
  @Inject SignUps signUps;
  @Inject BrowserSession session;
  @Inject Users users;
  @Inject Flash flash;
  @Inject FormErrors errors;
  @Inject Redirect redirect;

  @Inject
  @PathValue("token")
  String token;

  private @Nullable SignUp waiting;
  private boolean passwordNeeded;
  private boolean usernameTaken;
  private boolean usernameNeeded;
  private String username = "";
  private String password = "";

  @PostConstruct
  void load() {
    waiting = signUps.waitingFor(token).orElse(null);
    if (waiting != null) {
      username = waiting.getUsername();
      usernameTaken = users.find(username).isPresent();
      // The rules may have changed since.
      usernameNeeded = usernameTaken || Username.problem(username).isPresent();
      passwordNeeded = !isOfThisBrowser(waiting);
    }
  }

  private static boolean isOfThisBrowser(SignUp signUp) {
    return SignUpCookie.read().filter(id -> id == signUp.getId()).isPresent();
  }

  /** Makes the account. */
  public void confirm() {
    try {
      welcome(begin());
    } catch (WrongPassword wrong) {
      errors.field("password", "auth.confirm.password.wrong");
    } catch (NoTriesLeft spent) {
      errors.field("password", "auth.confirm.password.noTriesLeft", SignUp.MOST_TRIES);
    } catch (MalformedSignUp malformed) {
      usernameNeeded = true;
      errors.field("username", Rules.key(malformed.username().orElseThrow()), username);
    } catch (UsernameTaken taken) {
      usernameTaken = true;
      usernameNeeded = true;
      errors.field("username", "auth.confirm.username.taken", username);
    } catch (StaleSignUp stale) {
      joinSettled().ifPresentOrElse(this::welcome, this::refuse);
    }
  }

  private void welcome(BegunSession begun) {
    session.begin(begun);
    SignUpCookie.remove();
    flash.success("auth.confirm.done", username);
    redirect.toPath(Application.current().landingUrl());
  }

  private Optional<BegunSession> joinSettled() {
    return waiting == null || passwordNeeded
        ? Optional.empty()
        : signUps.joinSettled(waiting, Clients.current());
  }

  private void refuse() {
    waiting = null;
    errors.form("auth.confirm.stale.title", "auth.confirm.stale", SignUp.LIFETIME);
  }

  private BegunSession begin()
      throws WrongPassword, NoTriesLeft, MalformedSignUp, UsernameTaken, StaleSignUp {
    if (waiting == null) {
      throw new StaleSignUp();
    }
    return passwordNeeded
        ? signUps.confirm(token, password, username, zone(), Clients.current())
        : signUps.confirm(token, waiting.getId(), username, zone(), Clients.current());
  }

  /** The browser's, which script puts into the form; read here so that it is never shown again. */
  private static ZoneId zone() {
    Map<String, String> posted =
        FacesContext.getCurrentInstance().getExternalContext().getRequestParameterMap();
    return TimeZones.find(posted.getOrDefault("zone", "")).orElse(ZoneId.of("UTC"));
  }

  /** How long the link works. */
  public Duration getLifetime() {
    return SignUp.LIFETIME;
  }

  /** The sign-up that the link confirms, {@code null} when it no longer works. */
  public @Nullable SignUp getWaiting() {
    return waiting;
  }

  /** Whether the password must be typed: the sign-up was made in another browser. */
  public boolean isPasswordNeeded() {
    return passwordNeeded;
  }

  /** Whether somebody else has the username by now. */
  public boolean isUsernameTaken() {
    return usernameTaken;
  }

  /** Whether it takes another username. */
  public boolean isUsernameNeeded() {
    return usernameNeeded;
  }

  /** The username: the one asked for, or the one typed instead. */
  public String getUsername() {
    return username;
  }

  /** Called by Faces. */
  public void setUsername(@Nullable String username) {
    this.username = username == null ? "" : username.strip();
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
