package org.carafe.auth.boundary;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.Locale;
import java.util.Optional;
import org.carafe.auth.SignUps;
import org.carafe.auth.control.PasswordPolicy;
import org.carafe.core.FormErrors;
import org.carafe.core.Redirect;
import org.carafe.core.text.Username;
import org.carafe.core.web.Exchange;
import org.carafe.mail.MailAddress;
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
    Optional<MailAddress> address = MailAddress.parse(email);
    Optional<Username.Problem> nameProblem = Username.problem(username);
    Optional<String> passwordProblem =
        PasswordPolicy.problem(password, bounded(username), bounded(email));
    nameProblem.ifPresent(
        problem ->
            errors.field(
                "username", "auth.username." + problem.name().toLowerCase(Locale.ROOT), username));
    if (address.isEmpty()) {
      errors.field("email", "auth.register.email.malformed");
    }
    passwordProblem.ifPresent(key -> errors.field("password", key));
    if (address.isPresent() && nameProblem.isEmpty() && passwordProblem.isEmpty()) {
      SignUpCookie.write(
          signUps.request(
              username,
              address.orElseThrow().toString(),
              password,
              Exchange.require().locale(),
              Clients.current()));
      redirect.to("auth.sent");
    }
  }

  private static String bounded(String text) {
    return text.substring(0, Math.min(text.length(), 512));
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
