package org.carafe.core.migration;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.carafe.core.migration.SqlTokens.Kind;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SqlTokensTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "Drop TABLE `a``b`        | WORD drop,WORD table,NAME a`b",
        "x 'it''s; -- \\' no' y   | WORD x,STRING it's; -- \\' no,WORD y",
        "a --b                    | WORD a,SYMBOL -,SYMBOL -,WORD b",
        "a -- b                   | WORD a,COMMENT -- b",
        "a # b                    | WORD a,COMMENT # b",
        "a /* ; */ b              | WORD a,COMMENT /* ; ,WORD b",
        "/*! drop */ a            | WORD drop,WORD a",
        "/*M!100100 drop */ a     | WORD drop,WORD a",
        "/*!50100 a /*!b*/ c */ d | WORD a,WORD b,WORD c,WORD d",
        "/*!50701 ' */ a /*' */   | COMMENT /*!50701 ' ,WORD a,COMMENT /*' ",
        "/*M!999999\\- x */ a     | COMMENT /*M!999999\\- x ,WORD a",
        "1.5 2fa.t .5 1e3         | NUMBER 1.5,WORD 2fa,SYMBOL .,WORD t,SYMBOL .,NUMBER 5,WORD 1e3",
        "\"a\".b                  | NAME a,SYMBOL .,WORD b",
        "Größe                    | WORD größe",
        "'open                    | STRING open",
      })
  void readsAsTheServerDoes(String sql, String expected) {
    var found = new ArrayList<String>();
    var tokens = SqlTokens.of(sql);
    for (var token = tokens.next(); token.kind() != Kind.END; token = tokens.next()) {
      found.add(token.kind() + " " + token.text());
    }
    assertThat(found.stream().map(String::strip).toList())
        .isEqualTo(List.of(expected.split(",", -1)).stream().map(String::strip).toList());
  }
}
