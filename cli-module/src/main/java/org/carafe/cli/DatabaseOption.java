package org.carafe.cli;

import java.util.Optional;
import org.carafe.core.migration.Database;
import org.carafe.core.migration.MigrationException;
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
    if (url != null && url.isBlank()) {
      throw new MigrationException(
          "--url names nothing. Write it as jdbc:mariadb://host:3306/carafe, or leave it away.");
    }
    if (url != null) {
      new Database(url, "", "").name(); // refuses what is no address
    }
    return OpenDatabase.open(Optional.ofNullable(url));
  }
}
