package org.carafe.mail.boundary;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import org.carafe.core.HttpError;
import org.carafe.core.PathValue;
import org.carafe.core.web.Exchange;
import org.carafe.mail.MailCategories;
import org.carafe.mail.MailPreferences;

/** The page behind the link of a mail that can be declined: one button, as scanners open links. */
@Named("unsubscribe")
@RequestScoped
public class UnsubscribePage {
  @Inject MailPreferences preferences;

  @Inject
  @PathValue("token")
  String token;

  private MailPreferences.Choice choice;

  @SuppressWarnings("NullAway.Init") // injected, then loaded
  public UnsubscribePage() {}

  @PostConstruct
  void load() {
    choice =
        preferences
            .choice(token)
            .orElseThrow(
                () -> HttpError.notFound("The link is incomplete. Open it from the mail again."));
  }

  public String getAddress() {
    return choice.address();
  }

  /** What it is about, in words. */
  public String getCategory() {
    return Exchange.require().text(MailCategories.key(choice.category()));
  }

  /** Whether mail still goes there. */
  public boolean isWanted() {
    return preferences.wants(choice.address(), choice.category());
  }
}
