package org.carafe.mail.boundary;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.carafe.core.Application;
import org.carafe.core.CurrentPrincipal;
import org.carafe.core.Flash;
import org.carafe.core.FormErrors;
import org.carafe.core.Principal;
import org.carafe.core.QueryValue;
import org.carafe.core.Redirect;
import org.carafe.core.web.Exchange;
import org.carafe.mail.MailAddress;
import org.carafe.mail.MailAdministrator;
import org.carafe.mail.MailFilter;
import org.carafe.mail.MailHour;
import org.carafe.mail.MailRefusal;
import org.carafe.mail.MailState;
import org.carafe.mail.Mails;
import org.carafe.mail.Recipient;
import org.carafe.mail.entity.OutboxMessage;
import org.jspecify.annotations.Nullable;

/** The administrator's view of the outbox; state, search and place in the list live in the URL. */
@Named("mails")
@RequestScoped
public class MailsPage {
  private static final int ROWS = 50;
  private static final int CAP = 10_000;

  /** With the hour that is under way they are 24. */
  private static final Duration CHART = Duration.ofHours(23);

  @Inject Mails mails;
  @Inject CurrentPrincipal current;
  @Inject Clock clock;
  @Inject Flash flash;
  @Inject FormErrors errors;
  @Inject Redirect redirect;

  @Inject
  @QueryValue("q")
  String search;

  @Inject
  @QueryValue("state")
  String stateName;

  @Inject
  @QueryValue("before")
  @Nullable Long before;

  private MailAdministrator administrator;
  private List<OutboxMessage> found = List.of();
  private Map<MailState, Long> counts = Map.of();
  private List<MailHour> hours = List.of();
  private @Nullable String address;

  @SuppressWarnings("NullAway.Init") // injected, then loaded
  public MailsPage() {}

  @PostConstruct
  void load() {
    administrator = MailAdministrator.signedIn(current);
    found = mails.find(administrator, new MailFilter(state(), search, before, ROWS + 1));
    counts = mails.counts(administrator);
    hours = mails.hours(administrator, clock.instant().minus(CHART));
  }

  private @Nullable MailState state() {
    return Arrays.stream(MailState.values())
        .filter(state -> state.name().toLowerCase(Locale.ROOT).equals(stateName))
        .findFirst()
        .orElse(null);
  }

  /** The mails on this page. */
  public List<MailLine> getList() {
    return found.stream().limit(ROWS).map(mail -> new MailLine(mail, zone())).toList();
  }

  /** What is searched for. */
  public String getSearch() {
    return search;
  }

  /** The state that is chosen, empty for all. */
  public String getState() {
    MailState state = state();
    return state == null ? "" : name(state);
  }

  private static String name(MailState state) {
    return state.name().toLowerCase(Locale.ROOT);
  }

  /** Every state's name. */
  public List<String> getStates() {
    return Arrays.stream(MailState.values()).map(MailsPage::name).toList();
  }

  /** Whether all mail is listed. */
  public boolean isUnfiltered() {
    return search.isBlank() && state() == null && before == null;
  }

  /** How many mails are in this state, in words where they are very many. */
  public String count(String state) {
    long count = counts.getOrDefault(MailState.valueOf(state.toUpperCase(Locale.ROOT)), 0L);
    return count > CAP
        ? Exchange.require().text("mail.mails.moreThan", CAP)
        : String.format(Exchange.require().locale(), "%,d", count);
  }

  /** How many mails were written, delivered or given up within a day. */
  public long ofTheDay(String what) {
    return hours.stream()
        .mapToLong(
            hour ->
                switch (what) {
                  case "queued" -> hour.queued();
                  case "delivered" -> hour.delivered();
                  default -> hour.failed();
                })
        .sum();
  }

  /** What happened in each hour of the last day, told in the administrator's zone. */
  public List<HourLine> getHours() {
    return hours.stream().map(hour -> new HourLine(hour, zone())).toList();
  }

  private ZoneId zone() {
    return current.get().map(Principal::zone).orElse(ZoneOffset.UTC);
  }

  /** The list with another state chosen. */
  public String stateUrl(String state) {
    return url(state, null);
  }

  /** The first page's URL, empty when this is it. */
  public String getFirst() {
    return before == null ? "" : url(getState(), null);
  }

  /** The next page's URL, empty when there is none. */
  public String getNext() {
    return found.size() > ROWS ? url(getState(), found.get(ROWS - 1).id()) : "";
  }

  private String url(String state, @Nullable Long last) {
    return Application.current().urlFor("mail.mails", query(state, last));
  }

  private @Nullable Object[] query(String state, @Nullable Long last) {
    return new @Nullable Object[] {
      "q", search.isBlank() ? null : search, "state", state.isEmpty() ? null : state, "before", last
    };
  }

  /** Sends a mail now. */
  public void retry(long id) {
    try {
      mails.retry(administrator, id);
      flash.success("mail.mails.retried");
    } catch (MailRefusal refusal) {
      flash.warning(refusal.key());
    }
    stay();
  }

  /** Calls a mail off. */
  public void cancel(long id) {
    try {
      mails.cancel(administrator, id);
      flash.success("mail.mails.cancelled");
    } catch (MailRefusal refusal) {
      flash.warning(refusal.key());
    }
    stay();
  }

  private void stay() {
    redirect.to("mail.mails", query(getState(), before));
  }

  /** Sends a test mail to the typed address. */
  public void test() {
    var recipient = MailAddress.parse(address == null ? "" : address.strip());
    if (recipient.isEmpty()) {
      errors.field("address", "mail.mails.address.malformed");
      return;
    }
    Principal me = current.require();
    String to = recipient.orElseThrow().toString();
    mails.test(administrator, new Recipient(to, me.name(), me.locale(), me.zone()));
    flash.success("mail.mails.tested", to);
    redirect.to("mail.mails");
  }

  /** Where the test mail goes. */
  public @Nullable String getAddress() {
    return address;
  }

  /** Called by Faces. */
  public void setAddress(@Nullable String address) {
    this.address = address;
  }
}
