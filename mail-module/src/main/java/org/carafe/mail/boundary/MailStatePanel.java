package org.carafe.mail.boundary;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.carafe.core.Application;
import org.carafe.core.web.Exchange;
import org.carafe.mail.MailProgress;
import org.carafe.mail.Mails;
import org.jspecify.annotations.Nullable;

/** How far a mail is, for whoever waits for it and knows its reference. */
@Named("mailState")
@RequestScoped
public class MailStatePanel {
  @Inject Mails mails;

  private final Map<String, String> known = new HashMap<>();

  /**
   * One of {@code sending}, {@code retrying}, {@code sent}, {@code refused} (correct the address),
   * {@code failed}, {@code cancelled}; empty when nothing is known of such a mail.
   */
  public String of(@Nullable String reference) {
    return reference == null || reference.isEmpty()
        ? ""
        : known.computeIfAbsent(
            reference, token -> mails.progress(token).map(MailStatePanel::word).orElse(""));
  }

  /** This bean again, which has asked for all of these at once and not for one after the other. */
  public MailStatePanel among(Collection<String> references) {
    List<String> unknown =
        references.stream().filter(reference -> !known.containsKey(reference)).toList();
    if (!unknown.isEmpty()) {
      Map<String, MailProgress> states = mails.progress(unknown);
      unknown.forEach(
          reference ->
              known.put(
                  reference,
                  Optional.ofNullable(states.get(reference)).map(MailStatePanel::word).orElse("")));
    }
    return this;
  }

  /**
   * Where to ask whether it is further by now; {@code null} where nothing will change. What the
   * relay has taken may still come back.
   */
  public @Nullable String news(@Nullable String reference) {
    return switch (of(reference)) {
      case "sending", "retrying", "sent" ->
          Application.current().urlFor("mail.state", "reference", reference);
      default -> null;
    };
  }

  /** The same as a title in the page's language; empty when nothing is known. */
  public String text(@Nullable String reference) {
    String word = of(reference);
    return word.isEmpty() ? "" : Exchange.require().text("mail.waiting." + word);
  }

  /** How a badge of it looks. */
  public String kind(@Nullable String reference) {
    return switch (of(reference)) {
      case "sent" -> "good";
      case "refused", "failed", "cancelled" -> "bad";
      case "retrying" -> "warn";
      default -> "note";
    };
  }

  private static String word(MailProgress progress) {
    return progress.name().toLowerCase(Locale.ROOT);
  }
}
