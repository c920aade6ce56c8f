package org.carafe.users;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.OptimisticLockException;
import jakarta.transaction.UserTransaction;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.carafe.core.HttpError;
import org.carafe.testing.ContainerTest;
import org.carafe.testing.Patience;
import org.carafe.users.entity.EmailAddress;
import org.carafe.users.entity.User;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A person's addresses, in the server with its database. */
@ContainerTest
class EmailAddressesIT {
  @Inject EmailAddresses addresses;
  @Inject Users users;
  @Inject EntityManager entities;
  @Inject UserTransaction transaction;
  @Inject Overheard overheard;

  private Person ada;

  /** Whatever the addresses' verbs publish. */
  @jakarta.enterprise.context.ApplicationScoped
  static class Overheard {
    private final List<Record> events = new CopyOnWriteArrayList<>();

    void added(@jakarta.enterprise.event.Observes AddressRemoved event) {
      events.add(event);
    }

    void primary(@jakarta.enterprise.event.Observes PrimaryAddressChanged event) {
      events.add(event);
    }

    void registered(@jakarta.enterprise.event.Observes UserRegistered event) {
      events.add(event);
    }

    void hears(Record event) throws Exception {
      Patience.until(event.toString(), () -> events.contains(event));
    }

    /** A method, because the injected proxy has a list of its own. */
    boolean heard(Record event) {
      return events.contains(event);
    }

    static void pause(long millis) {
      try {
        Thread.sleep(millis);
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
    }
  }

  @BeforeEach
  void register() throws Exception {
    ada = registered(name());
  }

  private Person registered(String name) throws Exception {
    return users.register(name, name + "@example.org", Locale.ENGLISH, ZoneOffset.UTC);
  }

  private static String name() {
    return "e" + Long.toString(ThreadLocalRandom.current().nextLong(1L << 48), 36);
  }

  private EmailAddress first() {
    return addresses.of(ada.id()).get(0);
  }

  private interface Steps<T> {
    T run() throws Exception;
  }

  private <T> T together(Steps<T> steps) throws Exception {
    transaction.begin();
    try {
      T result = steps.run();
      transaction.commit();
      return result;
    } catch (Throwable failure) {
      if (transaction.getStatus() != jakarta.transaction.Status.STATUS_NO_TRANSACTION) {
        transaction.rollback();
      }
      throw failure;
    }
  }

  /** A second address, confirmed without its mail. */
  private EmailAddress confirmed(String address) throws Exception {
    EmailAddress added = addresses.add(ada.id(), address);
    return together(
        () -> {
          EmailAddress managed = entities.find(EmailAddress.class, added.getId());
          managed.confirm(Instant.now());
          return managed;
        });
  }

  private long mails(String address) {
    return ((Number)
            entities
                .createNativeQuery("select count(*) from mail_outbox where recipient_address = ?1")
                .setParameter(1, address)
                .getSingleResult())
        .longValue();
  }

  @Test
  void beginWithTheOneOfTheSignUp() {
    assertThat(addresses.of(ada.id()))
        .singleElement()
        .satisfies(
            address -> {
              assertThat(address.getAddress()).isEqualTo(ada.name() + "@example.org");
              assertThat(address.isConfirmed()).isTrue();
              assertThat(address.isPrimary()).isTrue();
            });
  }

  @Test
  void areAddedWaiting() throws Exception {
    EmailAddress added = addresses.add(ada.id(), "New@" + ada.name() + ".example");

    assertThat(added.isConfirmed()).isFalse();
    assertThat(addresses.of(ada.id()))
        .extracting(EmailAddress::getAddress)
        .containsExactly(ada.name() + "@example.org", "New@" + ada.name() + ".example");
    assertThat(users.ownerOf("new@" + ada.name() + ".example")).isEmpty();
  }

  @Test
  void areRefusedWhenMalformedOrThereAlready() {
    for (String malformed :
        List.of("", "x", "a@", "@b", "a b@c.org", "a@b@c.org", "a@b\r\nBcc: c@d")) {
      assertThatThrownBy(() -> addresses.add(ada.id(), malformed))
          .as("“%s”", malformed)
          .isInstanceOf(AddressRefused.class)
          .hasMessage("users.emails.malformed");
    }
    assertThatThrownBy(
            () -> addresses.add(ada.id(), ada.name().toUpperCase(Locale.ROOT) + "@Example.ORG"))
        .hasMessage("users.emails.yours");
    assertThat(addresses.of(ada.id())).hasSize(1);
  }

  @Test
  void areTenAtMostAndTooMuchMailIsRefused() throws Exception {
    for (int i = 1; i < EmailAddresses.MOST; i++) {
      addresses.add(ada.id(), i + "@" + ada.name() + ".example");
    }

    assertThatThrownBy(() -> addresses.add(ada.id(), "11@" + ada.name() + ".example"))
        .hasMessage("users.emails.tooMany");
    EmailAddress last = addresses.of(ada.id()).get(9);
    addresses.resend(ada.id(), last.getId());
    assertThatThrownBy(() -> addresses.resend(ada.id(), last.getId()))
        .hasMessage("users.emails.tooOften");
  }

  @Test
  void areMailedNoLinkOnceTheyAreConfirmed() throws Exception {
    EmailAddress second = confirmed("second@" + ada.name() + ".example");

    assertThatThrownBy(() -> addresses.resend(ada.id(), second.getId()))
        .hasMessage("users.emails.confirmedAlready");
    assertThat(mails(second.getAddress())).isOne();
  }

  @Test
  void areMailedForOnePersonWhateverOthersHadSentThere() throws Exception {
    String wanted = "wanted@" + ada.name() + ".example";
    Person stranger = registered(name());
    EmailAddress theirs = addresses.add(stranger.id(), wanted);
    for (int i = 2; i <= 5; i++) {
      addresses.resend(stranger.id(), theirs.getId());
    }
    assertThatThrownBy(() -> addresses.resend(stranger.id(), theirs.getId()))
        .hasMessage("users.emails.tooOften");

    addresses.add(ada.id(), wanted);

    assertThat(mails(wanted)).isEqualTo(6);
  }

  @Test
  void areMailedThirtyTimesAnHourAtMostHoweverManyAskAtOnce() throws Exception {
    String wanted = "wanted@" + ada.name() + ".example";
    addresses.add(ada.id(), wanted);
    together(
        () ->
            entities
                .createNativeQuery(
                    "insert into address_confirmations (user_id, address_key, created_at, expires_at)"
                        + " select c.user_id, c.address_key, c.created_at, c.expires_at"
                        + " from address_confirmations c, seq_1_to_27 where c.address_key = ?1")
                .setParameter(1, wanted)
                .executeUpdate());
    var refused = new AtomicInteger();
    var unexpected = new CopyOnWriteArrayList<Throwable>();
    var start = new CountDownLatch(1);
    var threads = new ArrayList<Thread>();
    for (int i = 0; i < 8; i++) {
      Person person = registered(name());
      threads.add(
          new Thread(
              () -> {
                try {
                  start.await();
                  addresses.add(person.id(), wanted);
                } catch (AddressRefused tooOften) {
                  refused.incrementAndGet();
                } catch (Throwable failure) {
                  unexpected.add(failure);
                }
              }));
    }
    threads.forEach(Thread::start);
    start.countDown();
    for (Thread thread : threads) {
      thread.join();
    }

    assertThat(unexpected).isEmpty();
    assertThat(refused).hasValue(6);
    assertThat(mails(wanted)).isEqualTo(3);
  }

  @Test
  void areTenAtMostAlsoWhenManyAreAddedAtOnce() throws Exception {
    var unexpected = new CopyOnWriteArrayList<Throwable>();
    var start = new CountDownLatch(1);
    var threads = new ArrayList<Thread>();
    for (int i = 0; i < 24; i++) {
      String address = i / 2 + "@" + ada.name() + ".example";
      threads.add(
          new Thread(
              () -> {
                try {
                  start.await();
                  addresses.add(ada.id(), address);
                } catch (AddressRefused tooMany) {
                  // as it should be for most of them
                } catch (Throwable failure) {
                  unexpected.add(failure);
                }
              }));
    }
    threads.forEach(Thread::start);
    start.countDown();
    for (Thread thread : threads) {
      thread.join();
    }

    assertThat(unexpected).isEmpty();
    assertThat(addresses.of(ada.id())).hasSize(EmailAddresses.MOST);
  }

  @Test
  void areReplacedAlsoByWhoHasAsManyAsOneMay() throws Exception {
    for (int i = 1; i < EmailAddresses.MOST; i++) {
      confirmed("r%d@%s.example".formatted(i, ada.name()));
    }
    long primary = first().getId();

    EmailAddress added = addresses.change(ada.id(), primary, "new@" + ada.name() + ".example");

    assertThat(added.isConfirmed()).isFalse();
    assertThatThrownBy(
            () -> addresses.change(ada.id(), primary, "newer@" + ada.name() + ".example"))
        .isInstanceOf(AddressRefused.class);
  }

  @Test
  void areTheSameWithTheirDomainInAscii() throws Exception {
    addresses.add(ada.id(), "post@bücher-%s.example".formatted(ada.name()));

    assertThatThrownBy(
            () ->
                addresses.add(
                    ada.id(), "post@" + java.net.IDN.toASCII("bücher-" + ada.name()) + ".example"))
        .isInstanceOf(AddressRefused.class);
  }

  @Test
  void becomePrimaryOnlyOnceTheyAreConfirmed() throws Exception {
    EmailAddress waiting = addresses.add(ada.id(), "w@" + ada.name() + ".example");
    assertThatThrownBy(() -> addresses.makePrimary(ada.id(), waiting.getId()))
        .hasMessage("users.emails.confirmFirst");

    EmailAddress second = confirmed("s@" + ada.name() + ".example");
    addresses.makePrimary(ada.id(), second.getId());

    assertThat(addresses.of(ada.id()).get(0).getId()).isEqualTo(second.getId());
    assertThat(addresses.of(ada.id())).filteredOn(EmailAddress::isPrimary).hasSize(1);
    overheard.hears(new PrimaryAddressChanged(ada.id(), second.getAddress()));
  }

  @Test
  void tellTheFormerPrimaryOneAtMostFiveTimesAnHour() throws Exception {
    EmailAddress first = first();
    EmailAddress second = confirmed("s@" + ada.name() + ".example");
    for (int i = 1; i <= 4; i++) {
      addresses.makePrimary(ada.id(), second.getId());
      assertThat(together(() -> mails(first.getAddress()))).isEqualTo(i);
      addresses.makePrimary(ada.id(), first.getId());
    }
    assertThat(together(() -> mails(second.getAddress())))
        .as("its link, and four warnings")
        .isEqualTo(5);
    addresses.makePrimary(ada.id(), second.getId());
    addresses.makePrimary(ada.id(), second.getId());

    assertThatThrownBy(() -> addresses.makePrimary(ada.id(), first.getId()))
        .hasMessage("users.emails.tooOften");

    assertThat(addresses.of(ada.id()).get(0).getId()).isEqualTo(second.getId());
    assertThat(together(() -> mails(first.getAddress()))).isEqualTo(5);
    assertThat(together(() -> mails(second.getAddress()))).isEqualTo(5);
  }

  @Test
  void areToldOfTheirRemovalOnlyWhereTheyWereConfirmed() throws Exception {
    EmailAddress waiting = addresses.add(ada.id(), "w@" + ada.name() + ".example");
    EmailAddress second = confirmed("s@" + ada.name() + ".example");

    addresses.remove(ada.id(), waiting.getId());
    addresses.remove(ada.id(), second.getId());

    assertThat(together(() -> mails(waiting.getAddress()))).isOne();
    assertThat(together(() -> mails(second.getAddress()))).isEqualTo(2);
    assertThat(together(() -> mails(first().getAddress()))).isZero();
  }

  @Test
  void stayWhenTheyAreTheLastOrThePrimaryOne() throws Exception {
    assertThatThrownBy(() -> addresses.remove(ada.id(), first().getId()))
        .hasMessage("users.emails.last");
    addresses.add(ada.id(), "w@" + ada.name() + ".example");
    assertThatThrownBy(() -> addresses.remove(ada.id(), first().getId()))
        .hasMessage("users.emails.last");
    confirmed("s@" + ada.name() + ".example");
    assertThatThrownBy(() -> addresses.remove(ada.id(), first().getId()))
        .hasMessage("users.emails.primaryStays");
    assertThat(addresses.of(ada.id())).hasSize(3);
  }

  @Test
  void areRemoved() throws Exception {
    EmailAddress second = confirmed("s@" + ada.name() + ".example");

    addresses.remove(ada.id(), second.getId());

    assertThat(addresses.of(ada.id())).hasSize(1);
    assertThat(users.ownerOf(second.getAddress())).isEmpty();
    overheard.hears(new AddressRemoved(ada.id(), second.getAddress()));
  }

  @Test
  void ofOthersAreNotThere() throws Exception {
    long theirs = addresses.of(registered(name()).id()).get(0).getId();

    for (Steps<?> verb :
        List.<Steps<?>>of(
            () -> addresses.remove(ada.id(), theirs),
            () -> addresses.makePrimary(ada.id(), theirs),
            () -> addresses.resend(ada.id(), theirs),
            () -> addresses.change(ada.id(), theirs, "x@example.org"),
            () -> addresses.remove(ada.id(), 999_999_999))) {
      assertThatThrownBy(verb::run)
          .isInstanceOf(HttpError.class)
          .hasMessage("There is no such address.");
    }
  }

  @Test
  void keepOneConfirmedWhenTwoAreRemovedAtOnce() throws Exception {
    EmailAddress second = confirmed("s@" + ada.name() + ".example");
    EmailAddress third = confirmed("t@" + ada.name() + ".example");
    long primary = first().getId();
    // Each call alone may go: make another one primary, then take one away.
    var refused = new AtomicInteger();
    var unexpected = new CopyOnWriteArrayList<Throwable>();
    var start = new CountDownLatch(1);
    var threads = new ArrayList<Thread>();
    for (long id : new long[] {primary, second.getId(), third.getId()}) {
      for (long rank : new long[] {primary, second.getId(), third.getId()}) {
        threads.add(
            new Thread(
                () -> {
                  try {
                    start.await();
                    addresses.makePrimary(ada.id(), rank);
                    addresses.remove(ada.id(), id);
                  } catch (AddressRefused | HttpError no) {
                    refused.incrementAndGet();
                  } catch (InterruptedException | RuntimeException e) {
                    unexpected.add(e);
                  }
                }));
      }
    }
    threads.forEach(Thread::start);
    start.countDown();
    for (Thread thread : threads) {
      thread.join();
    }

    assertThat(unexpected).isEmpty();
    assertThat(addresses.of(ada.id())).filteredOn(EmailAddress::isConfirmed).isNotEmpty();
    assertThat(addresses.of(ada.id())).filteredOn(EmailAddress::isPrimary).hasSize(1);
    assertThat(refused).hasPositiveValue();
  }

  @Test
  void areAddedAndMailedInOneTransaction() throws Exception {
    String address = "r@" + ada.name() + ".example";

    assertThatThrownBy(
            () ->
                together(
                    () -> {
                      addresses.add(ada.id(), address);
                      assertThat(mails(address)).isOne();
                      throw new IllegalStateException("and then something fails");
                    }))
        .hasMessage("and then something fails");

    assertThat(together(() -> mails(address))).isZero();
    assertThat(addresses.of(ada.id())).hasSize(1);
    addresses.add(ada.id(), address);
    assertThat(together(() -> mails(address))).isOne();
  }

  @Test
  void areToldOfOnlyAfterTheTransaction() throws Exception {
    EmailAddress second = confirmed("s@" + ada.name() + ".example");
    var event = new AddressRemoved(ada.id(), second.getAddress());

    assertThatThrownBy(
            () ->
                together(
                    () -> {
                      addresses.remove(ada.id(), second.getId());
                      Overheard.pause(200);
                      assertThat(overheard.heard(event)).isFalse();
                      throw new IllegalStateException("no");
                    }))
        .hasMessage("no");
    Overheard.pause(300);
    assertThat(overheard.heard(event)).isFalse();

    together(
        () -> {
          addresses.remove(ada.id(), second.getId());
          Overheard.pause(200);
          assertThat(overheard.heard(event)).isFalse();
          return null;
        });
    overheard.hears(event);
  }

  @Test
  void areNeverSavedOverWhatSomebodyElseSaved() throws Exception {
    EmailAddress waiting = addresses.add(ada.id(), "w@" + ada.name() + ".example");
    EmailAddress mine = together(() -> entities.find(EmailAddress.class, waiting.getId()));
    addresses.change(ada.id(), waiting.getId(), "other@" + ada.name() + ".example");

    mine.correct("mine@" + ada.name() + ".example");

    assertThatThrownBy(() -> together(() -> entities.merge(mine)))
        .satisfies(
            failure -> {
              Throwable cause = failure;
              while (cause != null && !(cause instanceof OptimisticLockException)) {
                cause = cause.getCause();
              }
              assertThat(cause).as("the cause of %s", failure).isNotNull();
            });
    assertThat(addresses.of(ada.id()).get(1).getAddress()).startsWith("other@");
  }

  @Test
  void belongToOneAccountHoweverManyRegisterAtOnce() throws Exception {
    String address = "one@" + ada.name() + ".example";
    var made = new AtomicInteger();
    var taken = new AtomicInteger();
    var unexpected = new CopyOnWriteArrayList<Throwable>();
    var start = new CountDownLatch(1);
    var threads = new ArrayList<Thread>();
    for (int i = 0; i < 20; i++) {
      String name = name();
      threads.add(
          new Thread(
              () -> {
                try {
                  start.await();
                  users.register(name, address, Locale.ENGLISH, ZoneOffset.UTC);
                  made.incrementAndGet();
                } catch (AddressTaken late) {
                  taken.incrementAndGet();
                } catch (Throwable failure) {
                  unexpected.add(failure);
                }
              }));
    }
    threads.forEach(Thread::start);
    start.countDown();
    for (Thread thread : threads) {
      thread.join();
    }

    assertThat(unexpected).isEmpty();
    assertThat(made).hasValue(1);
    assertThat(taken).hasValue(19);
  }

  @Test
  void belongToUsernamesThatAreUniqueHoweverTheyAreWritten() throws Exception {
    assertThatThrownBy(
            () ->
                users.register(
                    ada.name().toUpperCase(Locale.ROOT),
                    name() + "@example.org",
                    Locale.ENGLISH,
                    ZoneOffset.UTC))
        .isInstanceOf(UsernameTaken.class);
    assertThat(users.find(ada.name().toUpperCase(Locale.ROOT)).map(Person::id)).contains(ada.id());
    overheard.hears(new UserRegistered(ada.id(), ada.name(), ada.name() + "@example.org"));
    assertThat(entities.find(User.class, ada.id()).getRoles())
        .singleElement()
        .satisfies(role -> assertThat(role.getName()).isEqualTo("member"));
  }
}
