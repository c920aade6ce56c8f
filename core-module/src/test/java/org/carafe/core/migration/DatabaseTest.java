package org.carafe.core.migration;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DatabaseTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = ' ',
      value = {
        "jdbc:mariadb://localhost/carafe true",
        "jdbc:mariadb://LOCALHOST:3306/carafe?useSsl=true true",
        "jdbc:mariadb://127.0.0.1:3306/carafe true",
        "jdbc:mariadb://127.4.5.6/carafe true",
        "jdbc:mariadb://[::1]:3306/carafe true",
        "jdbc:mariadb:///carafe?localSocket=/run/mysqld/mysqld.sock true",
        "jdbc:mariadb:sequential://localhost:3306,localhost:3307/carafe true",
        "jdbc:mariadb://localhost,db.example.org/carafe false",
        "jdbc:mariadb://db.example.org:3306/carafe false",
        "jdbc:mariadb://localhost.example.org/carafe false",
        "jdbc:mariadb://127.example.org/carafe false",
        "jdbc:mariadb://10.0.0.3/carafe?host=localhost false",
        "jdbc:mariadb://address=(host=localhost)(port=3306)/carafe false",
      })
  void knowsWhetherItIsOnThisMachine(String url, boolean here) {
    assertThat(new Database(url, "carafe", "").isHere()).isEqualTo(here);
  }

  @ParameterizedTest
  @CsvSource({
    "jdbc:mariadb://localhost/carafe, jdbc:mariadb://localhost/carafe?allowLocalInfile=false",
    "jdbc:mariadb://localhost/carafe?a=b, jdbc:mariadb://localhost/carafe?a=b&allowLocalInfile=false",
    "jdbc:mariadb://localhost/a?ALLOWLOCALINFILE=true, jdbc:mariadb://localhost/a?ALLOWLOCALINFILE=true"
  })
  void readsNoFilesForTheServerUnlessTold(String url, String safe) {
    assertThat(Database.withoutLocalFiles(url)).isEqualTo(safe);
  }

  @ParameterizedTest
  @CsvSource({
    "jdbc:mariadb://localhost/a?keyPassword=hush&b=c, jdbc:mariadb://localhost/a?keyPassword=********&b=c",
    "jdbc:mariadb://localhost/a?passphrase=hush, jdbc:mariadb://localhost/a?passphrase=********",
    "jdbc:mariadb://u:hush@localhost:3306/a, jdbc:mariadb://********@localhost:3306/a",
    "jdbc:mariadb://localhost:3306/a?b=c@d, jdbc:mariadb://localhost:3306/a?b=c@d"
  })
  void showsNoSecretOfAnAddress(String url, String shown) {
    assertThat(new Database(url, "carafe", "").shownUrl()).isEqualTo(shown);
  }

  @Test
  void showsNoPasswordOfItsAddress() {
    var database = new Database("jdbc:mariadb://localhost/a?Password=hush&b=c", "carafe", "hush");

    assertThat(database.toString())
        .isEqualTo("carafe at jdbc:mariadb://localhost/a?Password=********&b=c");
    assertThat(database.refusal(new SQLException("no"))).doesNotContain("hush");
  }
}
