package org.carafe.mail.boundary;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.ZoneId;
import java.util.List;
import org.carafe.core.CurrentPrincipal;
import org.carafe.core.Flash;
import org.carafe.core.HttpError;
import org.carafe.core.PathValue;
import org.carafe.core.Redirect;
import org.carafe.mail.MailAdministrator;
import org.carafe.mail.MailRefusal;
import org.carafe.mail.Mails;
import org.carafe.mail.UndeliverableAddresses;
import org.carafe.mail.entity.MailTry;
import org.jspecify.annotations.Nullable;

/** One mail of the outbox: how far it is, every try, and what it says unless it holds a token. */
@Named("outboxMail")
@RequestScoped
public class MailPage {
  @Inject Mails mails;
  @Inject UndeliverableAddresses undeliverable;
  @Inject CurrentPrincipal current;
  @Inject Flash flash;
  @Inject Redirect redirect;

  @Inject
  @PathValue("id")
  @Nullable Long id;

  private MailAdministrator administrator;
  private MailLine mail;
  private List<TryLine> tries = List.of();

  @SuppressWarnings("NullAway.Init") // injected, then loaded
  public MailPage() {}

  @PostConstruct
  void load() {
    administrator = MailAdministrator.signedIn(current);
    ZoneId zone = current.require().zone();
    long number = id == null ? 0 : id;
    mail =
        mails
            .find(administrator, number)
            .map(found -> new MailLine(found, zone))
            .orElseThrow(() -> HttpError.notFound("There is no such mail."));
    tries = mails.tries(administrator, number).stream().map(t -> new TryLine(t, zone)).toList();
  }

  public MailLine getMail() {
    return mail;
  }

  /** Whether nothing more goes to its address, so that the list of those tells more. */
  public boolean isMarked() {
    return undeliverable.find(mail.getAddress()).isPresent();
  }

  /** The attempts to deliver it, oldest first. */
  public List<TryLine> getTries() {
    return tries;
  }

  /** Sends it now. */
  public void retry() {
    try {
      mails.retry(administrator, mail.getId());
      flash.success("mail.mails.retried");
    } catch (MailRefusal refusal) {
      flash.warning(refusal.key());
    }
    redirect.to("mail.mail", "id", mail.getId());
  }

  /** Calls it off. */
  public void cancel() {
    try {
      mails.cancel(administrator, mail.getId());
      flash.success("mail.mails.cancelled");
    } catch (MailRefusal refusal) {
      flash.warning(refusal.key());
    }
    redirect.to("mail.mail", "id", mail.getId());
  }

  /** An attempt to deliver. */
  public static final class TryLine {
    private final MailTry attempt;
    private final ZoneId zone;

    TryLine(MailTry attempt, ZoneId zone) {
      this.attempt = attempt;
      this.zone = zone;
    }

    public String getWhen() {
      return MailLine.told(attempt.triedAt(), zone);
    }

    public String getNode() {
      return attempt.node();
    }

    public String getAnswer() {
      return attempt.answer();
    }

    /** How it ended. */
    public MailTry.Outcome getOutcome() {
      return attempt.outcome();
    }

    /** How its outcome looks. */
    public String getKind() {
      return switch (attempt.outcome()) {
        case DELIVERED -> "good";
        case DEFERRED -> "warn";
        case FAILED -> "bad";
      };
    }
  }
}
