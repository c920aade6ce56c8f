package org.carafe.mail.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.carafe.mail.Recipient;
import org.carafe.mail.entity.OutboxMessage;
import org.carafe.mail.entity.RenderedMail;
import org.junit.jupiter.api.Test;

class DispatchTest {

  /** Goes on when it is told to. */
  private static final class Hands extends Clock {
    private Instant now = Instant.parse("2026-03-01T12:00:00Z");

    void move(Duration by) {
      now = now.plus(by);
    }

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }

  private final Hands clock = new Hands();
  private final Dispatch dispatch = new Dispatch(4, clock);
  private long lastId;

  @Test
  void letsDomainsTakeTurns() throws Exception {
    add("slow.example", 10);
    add("other.example", 1);
    assertThat(domains(3)).containsExactly("slow.example", "other.example", "slow.example");
  }

  @Test
  void leavesWorkersToOthersWhenADomainIsSlow() throws Exception {
    add("slow.example", 10);
    assertThat(domains(2)).containsOnly("slow.example");
    clock.move(Duration.ofSeconds(2));
    assertThat(nothingIsTaken()).isTrue();
    add("other.example", 1);
    assertThat(domains(1)).containsExactly("other.example");
  }

  /** Another node may have workers that are free. */
  @Test
  void isStuckWhenEveryWorkerIsWithOneMailForLong() throws Exception {
    OutboxMessage first = add("a.example", 3).get(0);
    assertThat(dispatch.take()).isSameAs(first);
    dispatch.done(first);
    add("b.example", 2);
    assertThat(domains(4)).hasSize(4);
    clock.move(Duration.ofSeconds(30));
    assertThat(dispatch.isStuck(Duration.ofSeconds(30))).isFalse();
    clock.move(Duration.ofSeconds(1));
    assertThat(dispatch.isStuck(Duration.ofSeconds(30))).isTrue();
    add("c.example", 3);
    assertThat(dispatch.withdraw()).hasSize(3);
    assertThat(dispatch.ids()).as("what is being sent stays").hasSize(4);
  }

  /** Anybody can make up as many domains as there are workers. */
  @Test
  void leavesAWorkerToDomainsThatAreKnown() throws Exception {
    OutboxMessage first = add("good.example", 1).get(0);
    assertThat(dispatch.take()).isSameAs(first);
    dispatch.done(first);
    for (int i = 0; i < 10; i++) {
      add("fresh" + i + ".example", 1);
    }
    assertThat(domains(3)).allMatch(domain -> domain.startsWith("fresh"));
    assertThat(nothingIsTaken()).isTrue();
    add("good.example", 1);
    assertThat(domains(1)).containsExactly("good.example");
  }

  @Test
  void neverGivesAllWorkersToOneDomain() throws Exception {
    OutboxMessage first = add("fast.example", 10).get(0);
    assertThat(dispatch.take()).isSameAs(first);
    dispatch.done(first);
    assertThat(domains(3)).containsOnly("fast.example");
    assertThat(nothingIsTaken()).isTrue();
  }

  @Test
  void givesSlowDomainsHalfOfTheWorkersTogether() throws Exception {
    List<String> slow = List.of("a.example", "b.example", "c.example");
    for (String domain : slow) {
      OutboxMessage mail = add(domain, 1).get(0);
      assertThat(dispatch.take()).isSameAs(mail);
      clock.move(Duration.ofSeconds(3));
      dispatch.done(mail);
    }
    slow.forEach(domain -> add(domain, 1));
    domains(2);
    assertThat(nothingIsTaken()).isTrue();
  }

  @Test
  void trustsADomainAgainAfterAMinute() throws Exception {
    OutboxMessage mail = add("a.example", 1).get(0);
    assertThat(dispatch.take()).isSameAs(mail);
    clock.move(Duration.ofSeconds(3));
    dispatch.done(mail);
    clock.move(Duration.ofSeconds(58));
    OutboxMessage still = add("a.example", 2).get(0);
    assertThat(dispatch.take()).isSameAs(still);
    assertThat(dispatch.crowded()).as("within the minute").containsExactly("a.example");
    clock.move(Duration.ofSeconds(3));
    dispatch.done(still); // slow again
    clock.move(Duration.ofSeconds(61));
    add("a.example", 3);
    domains(1);
    assertThat(dispatch.crowded()).as("after it").isEmpty();
    domains(1);
  }

  @Test
  void handsOutNothingOnceItIsClosed() throws Exception {
    add("a.example", 1);
    dispatch.close();
    assertThat(dispatch.take()).isNull();
    assertThat(dispatch.withdraw()).hasSize(1);
  }

  @Test
  void givesUpWhatALeaseNoLongerCovers() throws Exception {
    add("a.example", 1);
    clock.move(Duration.ofSeconds(61));
    OutboxMessage fresh = add("b.example", 1).get(0);
    assertThat(dispatch.take()).isSameAs(fresh);
    assertThat(dispatch.ids()).containsExactly(fresh.id());
  }

  @Test
  void handsBackMostOfASlowDomainsMail() throws Exception {
    add("slow.example", 20);
    domains(1);
    clock.move(Duration.ofSeconds(2));
    assertThat(dispatch.crowded()).containsExactly("slow.example");
    assertThat(dispatch.surplus()).hasSize(15);
    assertThat(dispatch.size()).isEqualTo(5);
  }

  private List<OutboxMessage> add(String domain, int count) {
    List<OutboxMessage> mails = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      mails.add(Stored.mail(++lastId, "a" + lastId + "@" + domain));
    }
    dispatch.add(mails, clock.instant().plusSeconds(60));
    return mails;
  }

  private List<String> domains(int count) throws InterruptedException {
    List<String> domains = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      domains.add(dispatch.take().recipientDomain());
    }
    return domains;
  }

  private boolean nothingIsTaken() throws Exception {
    var taken = new CompletableFuture<OutboxMessage>();
    var taker =
        new Thread(
            () -> {
              try {
                taken.complete(dispatch.take());
              } catch (InterruptedException e) {
                taken.cancel(true);
              }
            });
    taker.start();
    try {
      taken.get(250, TimeUnit.MILLISECONDS);
      return false;
    } catch (TimeoutException expected) {
      return true;
    } finally {
      taker.interrupt();
      taker.join();
    }
  }

  /** A mail as the database has it. */
  static final class Stored {
    static OutboxMessage mail(long id, String address) {
      try {
        var mail =
            new OutboxMessage(
                "<" + id + "@carafe.example>",
                "reference-" + id,
                "mail.test",
                OutboxMessage.ACCOUNT,
                new Recipient(address, "", Locale.ENGLISH, ZoneOffset.UTC),
                new RenderedMail("Subject", "<p>", "text"),
                true,
                Instant.EPOCH);
        set(mail, "id", id);
        set(mail, "recipientDomain", address.substring(address.indexOf('@') + 1));
        return mail;
      } catch (ReflectiveOperationException e) {
        throw new AssertionError(e);
      }
    }

    private static void set(OutboxMessage mail, String name, Object value)
        throws ReflectiveOperationException {
      var field = OutboxMessage.class.getDeclaredField(name);
      field.setAccessible(true);
      field.set(mail, value);
    }
  }
}
