package org.carafe.core.rest;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class OpenApiDocumentTest {
  private static final String HEAD =
      """
      openapi: 3.0.3
      info:
        title: Carafe
      components:
        schemas:
          Problem:
            type: object
        responses:
          Problem:
            description: What is wrong
      """;

  @Test
  void joinsWhatModulesDescribe() {
    String users =
        """
        tags:
          - name: account
        paths:
          /api/v1/account:
            get:
              operationId: account
        components:
          schemas:
            Account:
              type: object
        """;
    String notes =
        """
        paths:
          /api/v1/notes:
            get:
              operationId: notes
        components:
          schemas:
            Note:
              type: object
        """;

    assertThat(OpenApiDocument.join(users, notes, HEAD))
        .isEqualTo(
            """
            openapi: 3.0.3
            info:
              title: Carafe
            tags:
              - name: account
            paths:
              /api/v1/account:
                get:
                  operationId: account
              /api/v1/notes:
                get:
                  operationId: notes
            components:
              schemas:
                Account:
                  type: object
                Note:
                  type: object
                Problem:
                  type: object
              responses:
                Problem:
                  description: What is wrong
            """);
  }

  @Test
  void saysSoWhenThereAreNoResources() {
    assertThat(OpenApiDocument.join(HEAD)).contains("paths: {}\n");
  }
}
