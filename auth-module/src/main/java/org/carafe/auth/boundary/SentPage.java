package org.carafe.auth.boundary;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.Optional;
import org.carafe.auth.SignUps;
import org.carafe.auth.entity.SignUp;
import org.carafe.core.Flash;
import org.carafe.core.FormErrors;
import org.carafe.core.Redirect;
import org.carafe.mail.MailAddress;
import org.jspecify.annotations.Nullable;

/** The page that waits for the link to be opened: send again, or correct the address. */
@Named("sent")
@RequestScoped
public class SentPage {
  @Inject SignUps signUps;
  @Inject Flash flash;
  @Inject FormErrors errors;
  @Inject Redirect redirect;

  private @Nullable String email;

  /** The sign-up made in this browser. */
  public @Nullable SignUp getSignUp() {
    return signUps.current().orElse(null);
  }

  /** How many more mails it may send within the hour. */
  public int getMailsLeft() {
    return signUps.mailsLeft();
  }

  /** Sends the mail again. */
  public void resend() {
    send(Optional.empty());
  }

  /** Corrects the address and sends the mail there. */
  public void correct() {
    Optional<MailAddress> address = MailAddress.parse(email == null ? "" : email.strip());
    if (address.isEmpty()) {
      errors.field("email", "auth.register.email.malformed");
    } else {
      send(address.map(MailAddress::toString));
    }
  }

  private void send(Optional<String> corrected) {
    if (signUps.resend(corrected)) {
      flash.success("auth.sent.again");
    } else {
      flash.warning("auth.sent.tooOften");
    }
    redirect.to("auth.sent");
  }

  /** The address to correct. */
  public @Nullable String getEmail() {
    SignUp signUp = getSignUp();
    return email != null || signUp == null ? email : signUp.getAddress();
  }

  /** Called by Faces. */
  public void setEmail(@Nullable String email) {
    this.email = email;
  }
}
