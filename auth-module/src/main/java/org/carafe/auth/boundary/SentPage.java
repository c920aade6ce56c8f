package org.carafe.auth.boundary;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.Duration;
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

  private @Nullable SignUp signUp;
  private int mailsLeft;
  private String mail = "";
  private @Nullable String email;

  @PostConstruct
  void load() {
    signUp = SignUpCookie.read().flatMap(signUps::find).orElse(null);
    if (signUp != null) {
      mailsLeft = signUps.mailsLeft(signUp.getId());
      mail = signUps.latestMail(signUp.getId()).orElse("");
      email = signUp.getAddress();
    }
  }

  /** How long the link works. */
  public Duration getLifetime() {
    return SignUp.LIFETIME;
  }

  /** The sign-up made in this browser. */
  public @Nullable SignUp getSignUp() {
    return signUp;
  }

  /** How many more mails it may send within the hour. */
  public int getMailsLeft() {
    return mailsLeft;
  }

  /** The reference of the latest mail; empty if none was sent. */
  public String getMail() {
    return mail;
  }

  /** Whether no mail was sent yet, because enough was before. */
  public boolean isUnsent() {
    return signUp != null && mail.isEmpty();
  }

  /** Sends the mail again. */
  public void resend() {
    tell(signUp != null && signUps.resend(signUp.getId()), String.valueOf(email));
  }

  /** Corrects the address and sends the mail there. */
  public void correct() {
    Optional<MailAddress> address = MailAddress.parse(email == null ? "" : email.strip());
    if (address.isEmpty()) {
      errors.field("email", "auth.register.email.malformed");
    } else {
      String corrected = address.orElseThrow().toString();
      tell(signUp != null && signUps.correct(signUp.getId(), corrected), corrected);
    }
  }

  private void tell(boolean sent, String to) {
    if (sent && signUp != null) {
      SignUpCookie.write(signUp.getId());
      flash.success("auth.sent.again");
    } else {
      flash.warning("auth.sent.tooOften", to);
    }
    redirect.to("auth.sent");
  }

  /** The address to correct. */
  public @Nullable String getEmail() {
    return email;
  }

  /** Called by Faces. */
  public void setEmail(@Nullable String email) {
    this.email = email;
  }
}
