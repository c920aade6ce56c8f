package org.carafe.auth.boundary;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import org.carafe.auth.MalformedSignUp;
import org.carafe.auth.SignUps;
import org.carafe.auth.control.PasswordPolicy;
import org.carafe.core.FormErrors;
import org.carafe.core.Redirect;
import org.carafe.core.web.Exchange;
import org.jspecify.annotations.Nullable;

/** The sign-up page. It tells what is malformed, never what is taken. */
@Named("register")
@RequestScoped
public class RegisterPage {
  @Inject SignUps signUps;
  @Inject FormErrors errors;
  @Inject Redirect redirect;

  private String username = "";
  private String email = "";
  private String password = "";

  /** Keeps the sign-up and leads to the page that waits for the mail. */
  public void register() {
    try {
      SignUpCookie.write(
          signUps.request(
              username, email, password, Exchange.require().locale(), Clients.current()));
      redirect.to("auth.sent");
    } catch (MalformedSignUp malformed) {
      tell(malformed);
    }
  }

  private void tell(MalformedSignUp malformed) {
    malformed
        .username()
        .ifPresent(problem -> errors.field("username", Rules.key(problem), username));
    if (malformed.isAddressMalformed()) {
      errors.field("email", "auth.register.email.malformed");
    }
    malformed
        .password()
        .ifPresent(
            problem -> errors.field("password", Rules.key(problem), Rules.arguments(problem)));
  }

  /** How many characters a password has at least. */
  public int getLeastPassword() {
    return PasswordPolicy.MIN_LENGTH;
  }

  /** The username asked for. */
  public String getUsername() {
    return username;
  }

  /** Called by Faces. */
  public void setUsername(@Nullable String username) {
    this.username = username == null ? "" : username.strip();
  }

  /** The address. */
  public String getEmail() {
    return email;
  }

  /** Called by Faces. */
  public void setEmail(@Nullable String email) {
    this.email = email == null ? "" : email.strip();
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
