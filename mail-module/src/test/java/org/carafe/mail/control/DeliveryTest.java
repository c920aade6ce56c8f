package org.carafe.mail.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.carafe.mail.DeliveryFailure;
import org.carafe.mail.DeliveryFailure.Kind;
import org.carafe.mail.MailTransport;
import org.carafe.mail.OutgoingMail;
import org.carafe.mail.entity.MailTry.Outcome;
import org.carafe.mail.entity.OutboxMessage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeliveryTest {
  private static final Instant NOW = Instant.EPOCH.plusSeconds(5);

  private final OutboxMessage mail = DispatchTest.Stored.mail(7, "ada@example.org");

  @ParameterizedTest
  @ValueSource(
      classes = {
        IllegalStateException.class,
        OutOfMemoryError.class,
        StackOverflowError.class,
        NoClassDefFoundError.class,
        AssertionError.class
      })
  void isTriedAgainWhateverIsThrown(Class<? extends Throwable> type) throws Exception {
    Throwable thrown = type.getConstructor().newInstance();
    Settlement end = deliver(thrown);
    assertThat(end.outcome()).isEqualTo(Outcome.DEFERRED);
    assertThat(end.nextTry()).isAfter(NOW);
  }

  @Test
  void keepsOneLineOfAnAnswerAndLogsItsCodesAlone() {
    var logged = new ConcurrentLinkedQueue<String>();
    Handler handler = listenTo(logged);
    Logger logger = Logger.getLogger(Delivery.class.getName());
    logger.addHandler(handler);
    try {
      String answer =
          "550-5.1.1 <ada@example.org> unknown\r\n550 2026-11-21 22:00 INFO forged \u001b[2J"
              + " https://carafe.example/auth/confirm/t0ken";
      Settlement end = deliver(new DeliveryFailure(Kind.REFUSED, answer, null));
      assertThat(end.answer())
          .isEqualTo(
              "550-5.1.1 <ada@example.org> unknown 550 2026-11-21 22:00 INFO forged [2J"
                  + " https://carafe.example/…");
      deliver(
          new DeliveryFailure(Kind.UNREACHABLE, "No way to bob@example.org: https://x.y/z", null));
    } finally {
      logger.removeHandler(handler);
    }
    assertThat(logged).hasSize(2);
    assertThat(logged.poll()).isEqualTo("Mail 7 failed: 550-5.1.1");
    assertThat(logged.poll()).endsWith(": No way to …: …");
  }

  @ParameterizedTest
  @ValueSource(strings = {"250 2.0.0 Ok\r\n\u001b[2J", "250 2.0.0 Ok \u202e[2J\u2028"})
  void keepsOneLineOfWhatTheRelaySaysOfMailThatItTook(String answer) {
    Settlement end = Settlement.delivered(mail, NOW, answer);
    assertThat(end.answer()).isEqualTo("250 2.0.0 Ok [2J");
  }

  private static Handler listenTo(ConcurrentLinkedQueue<String> logged) {
    return new Handler() {
      @Override
      public void publish(LogRecord record) {
        logged.add(record.getMessage());
      }

      @Override
      public void flush() {}

      @Override
      public void close() {}
    };
  }

  private Settlement deliver(Throwable thrown) {
    var transport =
        new MailTransport() {
          @Override
          public String name() {
            return "broken";
          }

          @Override
          public String deliver(OutgoingMail mail) throws DeliveryFailure {
            if (thrown instanceof DeliveryFailure failure) {
              throw failure;
            } else if (thrown instanceof Error error) {
              throw error;
            }
            throw (RuntimeException) thrown;
          }
        };
    return new Delivery(
            transport,
            new Backoff(Duration.ofSeconds(1), Duration.ofDays(1)),
            new Outage(),
            Clock.fixed(NOW, ZoneOffset.UTC))
        .of(mail);
  }
}
