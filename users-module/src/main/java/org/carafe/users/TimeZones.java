package org.carafe.users;

import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The time zones that people live in: the places of the time zone database, and UTC; not its
 * offsets, nor the names that places had before, which are taken for the names they have.
 */
public final class TimeZones {
  /** Links of the database's file {@code backward} whose places have another name now. */
  private static final Map<String, String> RENAMED =
      Map.ofEntries(
          Map.entry("Africa/Asmera", "Africa/Asmara"),
          Map.entry("America/Buenos_Aires", "America/Argentina/Buenos_Aires"),
          Map.entry("America/Catamarca", "America/Argentina/Catamarca"),
          Map.entry("America/Cordoba", "America/Argentina/Cordoba"),
          Map.entry("America/Fort_Wayne", "America/Indiana/Indianapolis"),
          Map.entry("America/Godthab", "America/Nuuk"),
          Map.entry("America/Indianapolis", "America/Indiana/Indianapolis"),
          Map.entry("America/Jujuy", "America/Argentina/Jujuy"),
          Map.entry("America/Knox_IN", "America/Indiana/Knox"),
          Map.entry("America/Louisville", "America/Kentucky/Louisville"),
          Map.entry("America/Mendoza", "America/Argentina/Mendoza"),
          Map.entry("America/Virgin", "America/St_Thomas"),
          Map.entry("Asia/Ashkhabad", "Asia/Ashgabat"),
          Map.entry("Asia/Calcutta", "Asia/Kolkata"),
          Map.entry("Asia/Chungking", "Asia/Chongqing"),
          Map.entry("Asia/Dacca", "Asia/Dhaka"),
          Map.entry("Asia/Katmandu", "Asia/Kathmandu"),
          Map.entry("Asia/Macao", "Asia/Macau"),
          Map.entry("Asia/Rangoon", "Asia/Yangon"),
          Map.entry("Asia/Saigon", "Asia/Ho_Chi_Minh"),
          Map.entry("Asia/Thimbu", "Asia/Thimphu"),
          Map.entry("Asia/Ujung_Pandang", "Asia/Makassar"),
          Map.entry("Asia/Ulan_Bator", "Asia/Ulaanbaatar"),
          Map.entry("Atlantic/Faeroe", "Atlantic/Faroe"),
          Map.entry("Europe/Kiev", "Europe/Kyiv"),
          Map.entry("Pacific/Enderbury", "Pacific/Kanton"),
          Map.entry("Pacific/Ponape", "Pacific/Pohnpei"),
          Map.entry("Pacific/Truk", "Pacific/Chuuk"));

  private static final List<String> NAMES =
      ZoneId.getAvailableZoneIds().stream()
          .filter(
              name ->
                  name.matches(
                      "UTC|(Africa|America|Antarctica|Asia|Atlantic|Australia|Europe|Indian|Pacific)/.*"))
          .filter(name -> name.equals(today(name)))
          .sorted()
          .toList();

  private TimeZones() {}

  /** Their names, in the order of the alphabet. */
  public static List<String> names() {
    return NAMES;
  }

  /** The zone of this name, if people live in it. */
  public static Optional<ZoneId> find(String name) {
    String now = today(name);
    return NAMES.contains(now) ? Optional.of(ZoneId.of(now)) : Optional.empty();
  }

  /** An older Java may not know the new name yet. */
  private static String today(String name) {
    String now = RENAMED.getOrDefault(name, name);
    return ZoneId.getAvailableZoneIds().contains(now) ? now : name;
  }
}
