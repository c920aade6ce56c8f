package org.carafe.cli;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which database: what every command below {@code carafe db} has. */
final class DatabaseOption {
  @Option(
      names = "--url",
      paramLabel = "URL",
      description =
          "Another address of the database than the configured one, such as a cluster's one node.")
  private @Nullable String url;

  OpenDatabase open() {
    return OpenDatabase.open(Optional.ofNullable(url));
  }
}
