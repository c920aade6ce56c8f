package org.carafe.mail.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;

/** What is told where the outbox cannot be used. */
class CourierTest {
  @Test
  void tellsThatTheDatabaseIsAnother() {
    var gone =
        new SQLException("(conn=5) Table 'carafe.mail_outbox' doesn't exist\nmore", "42S02", 1146);

    assertThat(Courier.trouble(new IllegalStateException("wrapped", gone)))
        .isEqualTo(
            "The outbox cannot be used now; mail waits: Table 'carafe.mail_outbox' doesn't exist."
                + " The database was emptied or replaced under this server: stop it and start it again.");
  }

  @Test
  void tellsWhatElseWentWrongWithoutARemedy() {
    assertThat(Courier.trouble(new SQLException("Connection is closed")))
        .isEqualTo("The outbox cannot be used now; mail waits: Connection is closed.");
    assertThat(Courier.trouble(new IllegalStateException("no room")))
        .isEqualTo("The outbox cannot be used now; mail waits.");
  }
}
