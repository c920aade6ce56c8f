package org.carafe.users;

import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/**
 * The time zones that people live in: the places of the time zone database, and UTC; not its old
 * names and offsets.
 */
public final class TimeZones {
  private static final List<String> NAMES =
      ZoneId.getAvailableZoneIds().stream()
          .filter(
              name ->
                  name.matches(
                      "UTC|(Africa|America|Antarctica|Asia|Atlantic|Australia|Europe|Indian|Pacific)/.*"))
          .sorted()
          .toList();

  private TimeZones() {}

  /** Their names, in the order of the alphabet. */
  public static List<String> names() {
    return NAMES;
  }

  /** The zone of this name, if people live in it. */
  public static Optional<ZoneId> find(String name) {
    return NAMES.contains(name) ? Optional.of(ZoneId.of(name)) : Optional.empty();
  }
}
