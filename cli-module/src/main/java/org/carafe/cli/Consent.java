package org.carafe.cli;

import java.util.List;
import org.carafe.core.migration.MigrationException;
import picocli.CommandLine.Option;

/** Whether data may be lost. */
final class Consent {
  @Option(names = "--yes", description = "Also do what loses data.")
  private boolean given;

  /**
   * Refuses where something is lost and nobody agreed.
   *
   * @param losses phrases such as “drops the table notes with its rows”
   */
  void require(List<String> losses) {
    if (!given && !losses.isEmpty()) {
      throw new MigrationException(
          "Nothing was done, because data would be lost. Make a backup (carafe db backup), then repeat it with --yes.\n  "
              + String.join("\n  ", losses));
    }
  }
}
