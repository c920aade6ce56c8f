package org.carafe.core;

import java.time.ZoneId;
import java.util.Locale;
import java.util.Set;

/**
 * The person behind a request, as far as every module needs to know. The auth module supplies it;
 * without that module everybody is anonymous.
 *
 * @param id the person's number, stable for ever
 * @param name the username, unique and public
 * @param locale the language the person chose
 * @param zone the time zone the person chose
 * @param permissions the names of everything the person may do, such as {@code users:manage}
 */
public record Principal(long id, String name, Locale locale, ZoneId zone, Set<String> permissions) {

  /** Keeps its own copy of the permissions. */
  public Principal {
    permissions = Set.copyOf(permissions);
  }

  /** Whether the person holds the permission. */
  public boolean may(String permission) {
    return permissions.contains(permission);
  }
}
