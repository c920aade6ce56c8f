package org.carafe.testing;

import java.util.stream.Stream;

/**
 * The cases of a module's API: one for each answer that its {@code openapi.yaml} tells of. The
 * classes are found among the modules' tests by their names, which end in {@code ApiCases}.
 */
public interface ApiCases {

  /** One for each operation and status. */
  Stream<ApiCase> all();
}
