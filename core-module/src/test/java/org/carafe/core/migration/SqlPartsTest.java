package org.carafe.core.migration;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SqlPartsTest {
  @Test
  void takesApartWhereNothingIsOpen() {
    assertThat(SqlParts.of("insert into a values (1, ';'); -- done; at last\n", ';'))
        .containsExactly("insert into a values (1, ';')");
    assertThat(SqlParts.of("-- one;\na 'x\n-- ;' /* ; */;;b -- two", ';'))
        .containsExactly("-- one;\na 'x\n-- ;' /* ; */", "b -- two");
    assertThat(SqlParts.of("drop a, add b decimal(9,2), comment 'c, d'", ','))
        .containsExactly("drop a", "add b decimal(9,2)", "comment 'c, d'");
    assertThat(SqlParts.of("`a b` varchar(80)  default 'x y' (1, 2)", ' '))
        .containsExactly("`a b`", "varchar(80)", "default", "'x y'", "(1, 2)");
    assertThat(SqlParts.of(" -- nothing", ';')).isEmpty();
  }
}
