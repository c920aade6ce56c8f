package org.carafe.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.UserTransaction;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ThreadLocalRandom;
import org.carafe.auth.entity.Client;
import org.carafe.auth.entity.SignUp;
import org.carafe.auth.entity.SignUpMail;
import org.carafe.core.Principal;
import org.carafe.core.signing.SecretToken;
import org.carafe.core.web.Exchange;
import org.carafe.testing.ContainerTest;
import org.junit.jupiter.api.Test;

/** Signing up, in and out where there is no request, as a command does it. */
@ContainerTest
class VerbsIT {
  private static final String PASSWORD = "teal ladder, quiet pump";
  private static final Client CLIENT = new Client("192.0.2.7", "a command");

  @Inject SignUps signUps;
  @Inject SignIns signIns;
  @Inject EntityManager entities;
  @Inject UserTransaction transaction;
  @Resource ManagedExecutorService elsewhere;

  private final String name =
      "v" + Long.toString(ThreadLocalRandom.current().nextLong(1L << 48), 36);

  /** On a thread that works on no request. */
  private <T> T outside(Callable<T> verb) throws Exception {
    return elsewhere
        .submit(
            () -> {
              assertThat(Exchange.current()).isEmpty();
              return verb.call();
            })
        .get();
  }

  private long request() throws Exception {
    return outside(
        () -> signUps.request(name, name + "@example.org", PASSWORD, Locale.ENGLISH, CLIENT));
  }

  /** A token as one goes out by mail. */
  private String mailed(long id) throws Exception {
    SecretToken token = SecretToken.create();
    transaction.begin();
    entities.persist(new SignUpMail(entities.find(SignUp.class, id), token, Instant.now()));
    transaction.commit();
    return token.text();
  }

  @Test
  void signUpInAndOut() throws Exception {
    long id = request();
    assertThat(outside(() -> signUps.mailsLeft(id))).isEqualTo(2);
    assertThat(outside(() -> signUps.correct(id, name + "@example.net"))).isTrue();
    assertThat(outside(() -> signUps.find(id)).orElseThrow().getAddress())
        .isEqualTo(name + "@example.net");
    String token = mailed(id);

    BegunSession begun = outside(() -> signUps.confirm(token, id, name, CLIENT));

    assertThat(begun.cookieAge()).isEqualTo(Duration.ZERO);
    assertThat(outside(() -> signIns.signOut(begun.token())).map(Principal::name)).contains(name);
    assertThat(outside(() -> signIns.signOut(begun.token()))).isEmpty();
    assertThat(
            outside(() -> signIns.signIn(name, PASSWORD, true, CLIENT)).orElseThrow().cookieAge())
        .isEqualTo(Duration.ofDays(3));
    assertThat(outside(() -> signIns.signIn(name, "another", true, CLIENT))).isEmpty();
  }

  @Test
  void confirmASignUpOnlyForItsMakerOrByItsPassword() throws Exception {
    long id = request();
    String token = mailed(id);

    assertThatThrownBy(() -> outside(() -> signUps.confirm(token, id + 1, name, CLIENT)))
        .hasCauseInstanceOf(StaleSignUp.class);
    assertThatThrownBy(() -> outside(() -> signUps.confirm(token, "another", name, CLIENT)))
        .hasCauseInstanceOf(WrongPassword.class);
    assertThat(outside(() -> signUps.confirm(token, PASSWORD, name, CLIENT))).isNotNull();
    assertThatThrownBy(() -> outside(() -> signUps.confirm(token, PASSWORD, name, CLIENT)))
        .hasCauseInstanceOf(StaleSignUp.class);
  }
}
