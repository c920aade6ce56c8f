package org.carafe.web;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.UserTransaction;
import java.time.Duration;
import java.util.UUID;
import org.carafe.core.persistence.Retention;
import org.carafe.core.persistence.Sweeper;
import org.carafe.testing.ContainerTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What has been kept long enough is deleted, and nothing else. */
@ContainerTest
class RetentionIT {
  @Inject Sweeper sweeper;
  @Inject EntityManager entities;
  @Inject UserTransaction transaction;

  private final String mark = UUID.randomUUID().toString();

  /** Of earlier tests, who change the time of things. */
  @BeforeEach
  void sweep() {
    sweeper.sweepAll();
  }

  private void execute(String sql) throws Exception {
    transaction.begin();
    entities.createNativeQuery(sql.replace("MARK", mark)).executeUpdate();
    transaction.commit();
  }

  private long count(String from) {
    Object rows =
        entities
            .createNativeQuery("select count(*) from " + from.replace("MARK", mark))
            .getSingleResult();
    return ((Number) rows).longValue();
  }

  private void mail(String state, String finished, int rows) throws Exception {
    execute(
        """
        insert into mail_outbox (message_id, reference, template, recipient_address, recipient_name, recipient_key, language,
            subject, confidential, state, tries, created_at, next_try_at, finished_at)
          select concat('MARK-%1$s-', md5('%2$s'), '-', seq), md5(concat('MARK%1$s%2$s', seq)), 't', 'a@example.org', 'MARK', 'a@example.org', 'en',
              's', false, '%1$s', 1, '2020-01-01', '2099-01-01', %2$s
            from seq_1_to_%3$d"""
            .formatted(state, finished, rows));
  }

  @Test
  void takesFinishedMailAfterThirtyDaysInBatches() throws Exception {
    mail("DELIVERED", "utc_timestamp() - interval 31 day", 450);
    mail("FAILED", "utc_timestamp() - interval 31 day", 3);
    mail("DELIVERED", "utc_timestamp() - interval 29 day", 2);
    mail("QUEUED", "null", 1);
    var rule = new Retention.Rule("mail_outbox", "finished_at", Duration.ofDays(30));

    assertThat(sweeper.deleteSome(rule, 200)).isEqualTo(200);
    assertThat(count("mail_outbox where recipient_name = 'MARK'")).isEqualTo(256);
    sweeper.sweepAll();

    assertThat(count("mail_outbox where recipient_name = 'MARK'")).isEqualTo(3);
    execute("delete from mail_outbox where recipient_name = 'MARK'");
  }

  @Test
  void takesWhatEndedADayAgo() throws Exception {
    for (int hours : new int[] {25, 23}) {
      String end = "utc_timestamp() - interval %d hour".formatted(hours);
      execute(
          "insert into sessions (token_hash, user_id, kept, created_at, seen_at, expires_at, user_agent, client)"
              + " select sha2(concat('MARK', %d), 256), min(id), false, '2020-01-01', '2020-01-01', %s, 'MARK', ''"
                  .formatted(hours, end)
              + " from users");
      execute(
          "insert into sign_ups (username, address, address_key, password_hash, language, created_at, expires_at)"
              + " values ('u', 'a@example.org', 'MARK', 'x', 'en', '2020-01-01', %s)"
                  .formatted(end));
      execute(
          "insert into sign_up_mails (sign_up_id, address_key, created_at)"
              + " select max(id), 'MARK', '2020-01-01' from sign_ups where address_key = 'MARK'");
      execute(
          "insert into address_confirmations (user_id, address_key, created_at, expires_at)"
              + " select min(id), 'MARK', '2020-01-01', %s from users".formatted(end));
    }

    sweeper.sweepAll();

    assertThat(count("sessions where user_agent = 'MARK'")).isOne();
    assertThat(count("sign_ups where address_key = 'MARK'")).isOne();
    assertThat(count("sign_up_mails where address_key = 'MARK'")).isOne();
    assertThat(count("address_confirmations where address_key = 'MARK'")).isOne();
  }

  @Test
  void takesCountersOfTriesAfterAQuarterOfAnHour() throws Exception {
    for (int minutes : new int[] {16, 14}) {
      execute(
          "insert into sign_in_failures (subject, failures, since) values (sha2(concat('MARK', %1$d), 256), 1, utc_timestamp() - interval %1$d minute)"
              .formatted(minutes));
    }

    sweeper.sweepAll();

    assertThat(
            count(
                "sign_in_failures where subject in (sha2(concat('MARK', 16), 256), sha2(concat('MARK', 14), 256))"))
        .isOne();
  }
}
