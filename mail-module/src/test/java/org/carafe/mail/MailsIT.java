package org.carafe.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.UserTransaction;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.carafe.core.CurrentPrincipal;
import org.carafe.core.HttpError;
import org.carafe.mail.MailRefusal.Reason;
import org.carafe.mail.entity.MailTry;
import org.carafe.mail.entity.OutboxMessage;
import org.carafe.testing.ContainerTest;
import org.carafe.testing.Patience;
import org.junit.jupiter.api.Test;

@ContainerTest
class MailsIT {

  private static final MailAdministrator ROOT = MailAdministrator.operator("root");

  /** Hears what administrators do. */
  @ApplicationScoped
  static class Witness {
    static final BlockingQueue<MailAction> ACTIONS = new LinkedBlockingQueue<>();
    static final BlockingQueue<AddressCleared> CLEARED = new LinkedBlockingQueue<>();

    void saw(@Observes AddressCleared cleared) {
      CLEARED.add(cleared);
    }

    void saw(@Observes MailAction action) {
      ACTIONS.add(action);
    }
  }

  @Inject private Mails mails;
  @Inject private Mailer mailer;
  @Inject private CurrentPrincipal current;
  @Inject private UndeliverableAddresses undeliverable;
  @Inject private EntityManager em;
  @Inject private UserTransaction transaction;

  private static final String ENCLOSED = "select count(*) from mail_enclosures where mail_id = ";

  private final String name = "mails-" + UUID.randomUUID();
  private final String address = name + "@" + name + ".example";

  @Test
  void tellsHowADeliveryWent() throws Exception {
    MailReference mail = send();
    await(mail, MailState.DELIVERED);
    assertThat(mails.tries(ROOT, mail.id()))
        .singleElement()
        .satisfies(
            one -> {
              assertThat(one.outcome()).isEqualTo(MailTry.Outcome.DELIVERED);
              assertThat(one.answer()).startsWith("250");
              assertThat(one.node()).isNotEmpty();
              assertThat(one.triedAt())
                  .isBetween(Instant.now().minus(1, ChronoUnit.MINUTES), Instant.now());
            });
  }

  @Test
  void findsByStateAddressDomainAndMessageIdPageByPage() throws Exception {
    MailReference one = waiting();
    MailReference two = waiting();
    String messageId = mails.find(ROOT, one.id()).orElseThrow().messageId();
    assertThat(found(null, name.toUpperCase(Locale.ROOT), null))
        .containsExactly(two.id(), one.id());
    assertThat(found(null, "@" + name + ".example", null)).containsExactly(two.id(), one.id());
    assertThat(found(MailState.QUEUED, name, two.id())).containsExactly(one.id());
    assertThat(found(MailState.DELIVERED, name, null)).isEmpty();
    assertThat(found(null, messageId, null)).containsExactly(one.id());
    assertThat(found(null, name.substring(0, 10) + "%", null)).isEmpty();
  }

  @Test
  void countsByStateAndByHour() throws Exception {
    waiting();
    assertThat(mails.counts(ROOT)).containsOnlyKeys(MailState.values());
    assertThat(mails.counts(ROOT).get(MailState.QUEUED)).isPositive();
    List<MailHour> hours = mails.hours(ROOT, Instant.now().minus(Duration.ofHours(23)));
    assertThat(hours).hasSize(24);
    assertThat(hours.get(23).queued()).isPositive();
    assertThat(hours).isSortedAccordingTo((a, b) -> a.start().compareTo(b.start()));
  }

  @Test
  void retriesAtOnceAndTellsWhoDidIt() throws Exception {
    MailReference mail = waiting();
    mails.retry(ROOT, mail.id());
    await(mail, MailState.DELIVERED);
    assertThat(action(mail))
        .satisfies(
            action -> {
              assertThat(action.who()).isEqualTo("root");
              assertThat(action.personId()).isEmpty();
              assertThat(action.what()).isEqualTo(MailAction.Kind.RETRIED);
            });
    assertThat(refusal(() -> mails.retry(ROOT, mail.id()))).isEqualTo(Reason.FINISHED);
  }

  @Test
  void refusesToRetryWhatWasForgotten() throws Exception {
    MailReference mail = waiting();
    change(mail, "state = 'FAILED', next_try_at = null, html = null, text = null");
    assertThat(refusal(() -> mails.retry(ROOT, mail.id()))).isEqualTo(Reason.BODY_GONE);
  }

  @Test
  void retriesBehindFirstTries() throws Exception {
    MailReference mail = waiting();
    change(mail, "state = 'FAILED', next_try_at = null, tries = 12");
    mails.retry(ROOT, mail.id());
    await(mail, MailState.DELIVERED);
    assertThat(
            number("select count(*) from mail_outbox where lane = 'RETRY' and id = " + mail.id()))
        .isEqualTo(1);
  }

  @Test
  void refusesToRetryWhereNothingIsSent() throws Exception {
    MailReference mail = waiting();
    markUndeliverable();
    assertThat(refusal(() -> mails.retry(ROOT, mail.id()))).isEqualTo(Reason.UNDELIVERABLE);
    mails.cancel(ROOT, mail.id());
  }

  @Test
  void forgetsWhatAConfidentialMailEnclosed() throws Exception {
    MailReference delivered = receipt();
    await(delivered, MailState.DELIVERED);
    assertThat(number(ENCLOSED + delivered.id())).isZero();
    assertThat(mails.find(ROOT, delivered.id()).orElseThrow().hasEnclosures()).isFalse();

    transaction.begin();
    MailReference waiting = receipt();
    change(waiting);
    transaction.commit();
    assertThat(number(ENCLOSED + waiting.id())).isEqualTo(2);
    mails.cancel(ROOT, waiting.id());
    assertThat(number(ENCLOSED + waiting.id())).isZero();
  }

  private MailReference receipt() {
    return mailer
        .send(
            new Recipient(address, "Ada", Locale.ENGLISH, ZoneOffset.UTC),
            "mail.test",
            Map.of("now", Instant.now()),
            Envelope.plain()
                .attach("codes.txt", "text/plain", new byte[] {1})
                .picture("logo", "image/png", new byte[] {2}))
        .orElseThrow();
  }

  private long number(String sql) throws Exception {
    transaction.begin();
    try {
      return ((Number) em.createNativeQuery(sql).getSingleResult()).longValue();
    } finally {
      transaction.rollback();
    }
  }

  @Test
  void callsOffAndForgets() throws Exception {
    MailReference mail = waiting();
    mails.cancel(ROOT, mail.id());
    OutboxMessage cancelled = mails.find(ROOT, mail.id()).orElseThrow();
    assertThat(cancelled.state()).isEqualTo(MailState.CANCELLED);
    assertThat(cancelled.nextTryAt()).isEmpty();
    assertThat(cancelled.hasBody()).isFalse();
    assertThat(action(mail).what()).isEqualTo(MailAction.Kind.CANCELLED);
    assertThat(refusal(() -> mails.cancel(ROOT, mail.id()))).isEqualTo(Reason.FINISHED);
  }

  @Test
  void leavesAloneWhatIsBeingSent() throws Exception {
    MailReference mail = waiting();
    change(mail, "state = 'SENDING', owner = 'another'");
    assertThat(refusal(() -> mails.cancel(ROOT, mail.id()))).isEqualTo(Reason.BEING_SENT);
    assertThat(refusal(() -> mails.retry(ROOT, mail.id()))).isEqualTo(Reason.BEING_SENT);
    assertThat(refusal(() -> mails.cancel(ROOT, Long.MAX_VALUE))).isEqualTo(Reason.UNKNOWN);
    change(mail, "state = 'QUEUED', owner = null");
    mails.cancel(ROOT, mail.id());
  }

  @Test
  void tellsTheStateToWhoeverHoldsTheReference() throws Exception {
    MailReference mail = waiting();
    assertThat(mail.token()).hasSize(22);
    assertThat(mails.state(mail.token())).contains(MailState.QUEUED);
    assertThat(mails.state("made-up")).isEmpty();
    mails.cancel(ROOT, mail.id());
  }

  @Test
  void tellsWhoeverWaitsWhetherTheAddressIsAtFault() throws Exception {
    MailReference mail = waiting();
    assertThat(mails.progress(mail.token())).contains(MailProgress.SENDING);
    change(mail, "tries = 1");
    assertThat(mails.progress(mail.token())).contains(MailProgress.RETRYING);
    change(mail, "state = 'FAILED', next_try_at = null, answer = '550 5.7.1 spam'");
    assertThat(mails.progress(mail.token())).contains(MailProgress.FAILED);
    markUndeliverable();
    assertThat(mails.progress(mail.token())).contains(MailProgress.REFUSED);
    assertThat(mails.progress("made-up")).isEmpty();
  }

  @Test
  void isForAdministratorsOnly() {
    assertThatThrownBy(() -> MailAdministrator.signedIn(current)).isInstanceOf(HttpError.class);
  }

  @Test
  void sendsNothingToAnUndeliverableAddressUntilItIsCleared() throws Exception {
    markUndeliverable();
    MailReference refused = send();
    OutboxMessage mail = mails.find(ROOT, refused.id()).orElseThrow();
    assertThat(mail.state()).isEqualTo(MailState.SUPPRESSED);
    assertThat(mail.answer()).contains("550 5.1.1 no such mailbox");
    assertThat(mail.hasBody()).isFalse();
    assertThat(undeliverable.find(ROOT, name.toUpperCase(Locale.ROOT), null, 10)).hasSize(1);
    assertThat(undeliverable.find(ROOT, name + "%", null, 10)).isEmpty();
    assertThat(undeliverable.find(ROOT, name, address, 10)).isEmpty();
    Witness.CLEARED.clear();
    assertThat(undeliverable.clear(ROOT, address)).isTrue();
    assertThat(Patience.next(Witness.CLEARED))
        .isEqualTo(new AddressCleared(address, Optional.of("root"), Optional.empty()));
    assertThat(undeliverable.clear(ROOT, address)).isFalse();
    await(send(), MailState.DELIVERED);
    markUndeliverable();
    assertThat(undeliverable.confirmed(address)).isTrue();
    assertThat(undeliverable.find(address)).isEmpty();
  }

  /** Else nobody could ever show that an address works again. */
  @Test
  void letsAConfirmationPassAMarkThatIsOlderThanAnHour() throws Exception {
    markUndeliverable();
    assertThat(mails.state(confirmation().token())).contains(MailState.SUPPRESSED);
    transaction.begin();
    em.createNativeQuery(
            "update mail_undeliverable set since = utc_timestamp() - interval 61 minute"
                + " where address_key = ?1")
        .setParameter(1, address)
        .executeUpdate();
    transaction.commit();
    assertThat(mails.state(send().token())).contains(MailState.SUPPRESSED);
    await(confirmation(), MailState.DELIVERED);
  }

  private MailReference confirmation() {
    return mailer.sendConfirmation(
        new Recipient(address, "Ada", Locale.ENGLISH, ZoneOffset.UTC),
        "mail.test",
        Map.of("now", Instant.now()));
  }

  private void markUndeliverable() throws Exception {
    transaction.begin();
    em.createNativeQuery(
            "insert into mail_undeliverable values (?1, ?1, utc_timestamp(), '550 5.1.1 no such mailbox')")
        .setParameter(1, address)
        .executeUpdate();
    transaction.commit();
  }

  private MailReference send() {
    return mailer.send(
        new Recipient(address, "Ada", Locale.ENGLISH, ZoneOffset.UTC),
        "mail.test",
        Map.of("now", Instant.now()));
  }

  /** A mail whose next try is tomorrow. */
  private MailReference waiting() throws Exception {
    transaction.begin();
    MailReference mail = send();
    change(mail);
    transaction.commit();
    return mail;
  }

  private void change(MailReference mail) {
    em.createNativeQuery(
            "update mail_outbox set next_try_at = utc_timestamp() + interval 1 day where id = ?1")
        .setParameter(1, mail.id())
        .executeUpdate();
  }

  private void change(MailReference mail, String what) throws Exception {
    transaction.begin();
    em.createNativeQuery("update mail_outbox set " + what + " where id = " + mail.id())
        .executeUpdate();
    transaction.commit();
  }

  private List<Long> found(MailState state, String search, Long before) {
    return mails.find(ROOT, new MailFilter(state, search, before, 10)).stream()
        .map(OutboxMessage::id)
        .toList();
  }

  private interface Call {
    void run() throws MailRefusal;
  }

  private static Reason refusal(Call call) {
    return catchThrowableOfType(MailRefusal.class, call::run).reason();
  }

  private MailAction action(MailReference mail) throws InterruptedException {
    MailAction action = Patience.next(Witness.ACTIONS);
    while (!action.mail().equals(mail)) {
      action = Patience.next(Witness.ACTIONS);
    }
    return action;
  }

  private void await(MailReference mail, MailState wanted) throws Exception {
    Patience.until("state " + wanted, () -> mails.state(mail.token()).orElseThrow() == wanted);
  }
}
