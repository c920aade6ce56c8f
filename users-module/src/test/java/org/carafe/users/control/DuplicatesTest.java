package org.carafe.users.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;

class DuplicatesTest {
  private static final String MESSAGE = "Duplicate entry 'ada' for key 'users_username_uk'";

  private static Throwable failure(String message, int code) {
    return new IllegalStateException(
        "The statement failed", new RuntimeException(new SQLException(message, "23000", code)));
  }

  @Test
  void recognisesTheConstraintWithinItsWrappers() {
    assertThat(Duplicates.isOf("users_username_uk", failure(MESSAGE, 1062))).isTrue();
  }

  @Test
  void tellsConstraintsApart() {
    assertThat(Duplicates.isOf("email_addresses_confirmed_uk", failure(MESSAGE, 1062))).isFalse();
  }

  @Test
  void leavesOtherErrorsAlone() {
    assertThat(Duplicates.isOf("users_username_uk", failure(MESSAGE, 1213))).isFalse();
    assertThat(Duplicates.isOf("users_username_uk", new IllegalStateException(MESSAGE))).isFalse();
  }
}
