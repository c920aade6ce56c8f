package org.carafe.auth.boundary;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.UserTransaction;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.carafe.auth.control.Founding;
import org.carafe.auth.control.PasswordHasher;
import org.carafe.core.event.ApplicationReady;
import org.carafe.testing.ContainerTest;
import org.carafe.users.Users;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Another start with the first administrator's password still configured. */
@ContainerTest
class FirstAdministratorIT {
  private static final Logger LOG = Logger.getLogger(FirstAdministrator.class.getName());

  @Inject Users users;
  @Inject Founding founding;
  @Inject PasswordHasher hasher;
  @Inject EntityManager entities;
  @Inject UserTransaction transaction;

  private final List<String> log = new CopyOnWriteArrayList<>();
  private final Handler listener =
      new Handler() {
        @Override
        public void publish(LogRecord line) {
          log.add(line.getLevel() + " " + line.getMessage());
        }

        @Override
        public void flush() {
          // nothing is kept back
        }

        @Override
        public void close() {
          // nothing is open
        }
      };

  @BeforeEach
  void listen() {
    LOG.addHandler(listener);
  }

  @AfterEach
  void leave() {
    LOG.removeHandler(listener);
  }

  private void startAgain() {
    var administrator = new FirstAdministrator();
    administrator.users = users;
    administrator.founding = founding;
    administrator.hasher = hasher;
    administrator.create(new ApplicationReady());
  }

  private void run(String... statements) throws Exception {
    transaction.begin();
    for (String statement : statements) {
      entities.createNativeQuery(statement).executeUpdate();
    }
    transaction.commit();
  }

  @Test
  void makesNoOtherWhereThereIsOneUnderAnotherName() throws Exception {
    run(
        "update users set username = 'boss', username_key = 'boss' where username_key = 'admin'",
        "update email_addresses set confirmed_key = 'boss@carafe.example' where confirmed_key = 'admin@carafe.example'");
    try {
      startAgain();

      assertThat(users.find("admin")).isEmpty();
      assertThat(log).singleElement().asString().startsWith("INFO There is an administrator");
    } finally {
      run(
          "delete from users where username_key = 'admin'",
          "update users set username = 'admin', username_key = 'admin' where username_key = 'boss'",
          "update email_addresses set confirmed_key = 'admin@carafe.example' where confirmed_key = 'boss@carafe.example'");
    }
  }

  /** A zone that people can choose too, and no offset. */
  @Test
  void livesInAZoneWithAName() {
    assertThat(
            entities
                .createNativeQuery("select zone from users where username_key = 'admin'")
                .getSingleResult())
        .isEqualTo("UTC");
  }

  @Test
  void saysWhyNoneIsMadeWhereSomebodyElseHasTheName() throws Exception {
    run(
        "delete from user_roles where role_id = (select id from roles where name = 'administrator')");
    try {
      startAgain();

      assertThat(users.haveAdministrator()).isFalse();
      assertThat(log).singleElement().asString().startsWith("WARNING The administrator");
    } finally {
      run(
          "insert into user_roles (user_id, role_id) select u.id, r.id from users u, roles r where u.username_key = 'admin' and r.name = 'administrator'");
    }
  }
}
