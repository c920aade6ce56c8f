package org.carafe.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.UserTransaction;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import org.carafe.auth.control.Credentials;
import org.carafe.auth.control.LoginThrottle;
import org.carafe.auth.control.PasswordHasher;
import org.carafe.auth.control.PasswordPolicy;
import org.carafe.auth.control.PendingSignUps;
import org.carafe.auth.control.Sessions;
import org.carafe.auth.entity.Client;
import org.carafe.auth.entity.SignUp;
import org.carafe.auth.entity.SignUpMail;
import org.carafe.core.HttpError;
import org.carafe.core.Principal;
import org.carafe.core.event.Events;
import org.carafe.core.signing.SecretToken;
import org.carafe.core.text.Username;
import org.carafe.core.web.Exchange;
import org.carafe.testing.ContainerTest;
import org.carafe.users.Users;
import org.junit.jupiter.api.Test;

/** Signing up, in and out where there is no request, as a command does it. */
@ContainerTest
class VerbsIT {
  private static final String PASSWORD = "teal ladder, quiet pump";
  private static final ZoneId UTC = ZoneId.of("UTC");
  private static final Client CLIENT = new Client("192.0.2.7", "a command");

  @Inject SignUps signUps;
  @Inject SignIns signIns;
  @Inject Users users;
  @Inject Credentials credentials;
  @Inject LoginThrottle throttle;
  @Inject PendingSignUps pending;
  @Inject Sessions sessions;
  @Inject Events events;
  @Inject EntityManager entities;
  @Inject UserTransaction transaction;
  @Resource ManagedExecutorService elsewhere;

  @Inject Overheard overheard;

  /** Whatever signing in and out publishes. */
  @ApplicationScoped
  static class Overheard {
    private final List<Record> events = new CopyOnWriteArrayList<>();

    void signedIn(@Observes SignedIn event) {
      events.add(event);
    }

    void signedOut(@Observes SignedOut event) {
      events.add(event);
    }

    /** What was heard of a person, once it was this much or nothing came for twenty seconds. */
    List<Record> of(String name, int many) throws InterruptedException {
      List<Record> heard = List.of();
      for (int i = 0; i < 400 && heard.size() < many; i++) {
        TimeUnit.MILLISECONDS.sleep(50);
        heard =
            events.stream()
                .filter(
                    event ->
                        event instanceof SignedIn in
                            ? in.name().equals(name)
                            : ((SignedOut) event).name().equals(name))
                .toList();
      }
      return heard;
    }
  }

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
    entities.persist(
        new SignUpMail(entities.find(SignUp.class, id), token, "reach", Instant.now()));
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

    BegunSession begun = outside(() -> signUps.confirm(token, id, name, UTC, CLIENT));

    assertThat(begun.cookieAge()).isEqualTo(Duration.ZERO);
    assertThat(outside(() -> signIns.signOut(begun.token())).map(Principal::name)).contains(name);
    assertThat(outside(() -> signIns.signOut(begun.token()))).isEmpty();
    assertThat(
            outside(() -> signIns.signIn(name, PASSWORD, true, CLIENT)).orElseThrow().cookieAge())
        .isEqualTo(Duration.ofDays(3));
    assertThat(outside(() -> signIns.signIn(name, "another", true, CLIENT))).isEmpty();
  }

  @Test
  void publishWhoSignedInAndOutOnce() throws Exception {
    long id = request();
    String token = mailed(id);
    BegunSession begun = outside(() -> signUps.confirm(token, id, name, UTC, CLIENT));
    long person = users.find(name).orElseThrow().id();
    List<Future<Optional<Principal>>> presses = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      presses.add(elsewhere.submit(() -> signIns.signOut(begun.token())));
    }
    int ended = 0;
    for (Future<Optional<Principal>> press : presses) {
      ended += press.get().isPresent() ? 1 : 0;
    }

    assertThat(ended).isOne();
    assertThat(overheard.of(name, 3))
        .containsExactlyInAnyOrder(new SignedIn(person, name), new SignedOut(person, name));
  }

  @Test
  void endASessionOnce() {
    SecretToken token = sessions.begin(users.find("admin").orElseThrow().id(), false, CLIENT);

    assertThat(sessions.end(token)).isTrue();
    assertThat(sessions.end(token)).isFalse();
  }

  @Test
  void refuseASignUpThatIsAgainstTheRules() {
    assertThatThrownBy(
            () ->
                outside(() -> signUps.request("a", "nowhere", "too short", Locale.ENGLISH, CLIENT)))
        .cause()
        .isInstanceOfSatisfying(
            MalformedSignUp.class,
            malformed -> {
              assertThat(malformed.username()).contains(Username.Problem.TOO_SHORT);
              assertThat(malformed.isAddressMalformed()).isTrue();
              assertThat(malformed.password()).contains(PasswordPolicy.Problem.TOO_SHORT);
            });
  }

  @Test
  void refuseAnotherUsernameThatIsAgainstTheRules() throws Exception {
    long id = request();
    String token = mailed(id);

    assertThatThrownBy(() -> outside(() -> signUps.confirm(token, id, "two words", UTC, CLIENT)))
        .hasCauseInstanceOf(MalformedSignUp.class);
    assertThatThrownBy(() -> outside(() -> signUps.confirm(token, PASSWORD, "root", UTC, CLIENT)))
        .hasCauseInstanceOf(MalformedSignUp.class);
    assertThat(outside(() -> signUps.confirm(token, id, name, UTC, CLIENT))).isNotNull();
  }

  @Test
  void signInWhoeverIsProvedThoughHashingAnewIsRefused() throws Exception {
    long id = request();
    String token = mailed(id);
    outside(() -> signUps.confirm(token, id, name, UTC, CLIENT));
    String old =
        "pbkdf2:sha256:1000$salt$"
            + HexFormat.of()
                .formatHex(
                    SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
                        .generateSecret(
                            new PBEKeySpec(
                                PASSWORD.toCharArray(),
                                "salt".getBytes(StandardCharsets.UTF_8),
                                1000,
                                256))
                        .getEncoded());
    transaction.begin();
    entities
        .createQuery(
            "update Credential c set c.passwordHash = :old where c.userId = (select u.id from User u where u.username = :name)")
        .setParameter("old", old)
        .setParameter("name", name)
        .executeUpdate();
    transaction.commit();
    var busy = new SignIns();
    busy.users = users;
    busy.credentials = credentials;
    busy.throttle = throttle;
    busy.sessions = sessions;
    busy.events = events;
    busy.hasher =
        new PasswordHasher() {
          @Override
          public String hash(String password) {
            throw HttpError.unavailable("Too many people.", Duration.ofSeconds(1));
          }
        };

    assertThat(outside(() -> busy.signIn(name, PASSWORD, true, CLIENT))).isPresent();
    assertThat(outside(() -> signIns.signIn(name, PASSWORD, true, CLIENT))).isPresent();
  }

  @Test
  void useNothingUpWithASignUpThatIsTurnedAway() throws Exception {
    Client crowd = new Client("192.0.2.8", "one of many");
    var busy = new SignUps();
    busy.pending = pending;
    busy.throttle = throttle;
    busy.hasher =
        new PasswordHasher() {
          @Override
          public String hashForSignUp(String password) {
            throw HttpError.unavailable("Too many people.", Duration.ofSeconds(1));
          }
        };

    for (int i = 0; i < 40; i++) {
      assertThatThrownBy(
              () ->
                  outside(
                      () ->
                          busy.request(
                              name, name + "@example.org", PASSWORD, Locale.ENGLISH, crowd)))
          .cause()
          .isInstanceOfSatisfying(
              HttpError.class, turnedAway -> assertThat(turnedAway.status()).isEqualTo(503));
    }

    assertThat(
            outside(
                () -> signUps.request(name, name + "@a.example", PASSWORD, Locale.ENGLISH, crowd)))
        .isPositive();
  }

  @Test
  void confirmASignUpOnlyForItsMakerOrByItsPassword() throws Exception {
    long id = request();
    String token = mailed(id);

    assertThatThrownBy(() -> outside(() -> signUps.confirm(token, id + 1, name, UTC, CLIENT)))
        .hasCauseInstanceOf(StaleSignUp.class);
    assertThatThrownBy(() -> outside(() -> signUps.confirm(token, "another", name, UTC, CLIENT)))
        .hasCauseInstanceOf(WrongPassword.class);
    assertThat(outside(() -> signUps.confirm(token, PASSWORD, name, UTC, CLIENT))).isNotNull();
    assertThatThrownBy(() -> outside(() -> signUps.confirm(token, PASSWORD, name, UTC, CLIENT)))
        .hasCauseInstanceOf(StaleSignUp.class);
  }
}
