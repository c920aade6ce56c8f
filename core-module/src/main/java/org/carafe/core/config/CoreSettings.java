package org.carafe.core.config;

import static org.carafe.core.config.Profile.PROD;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.carafe.core.text.Messages;

/** The settings every Carafe application has. */
public final class CoreSettings {
  public static final Setting<String> APP_NAME =
      Setting.text("app.name").byDefault("Carafe").doc("The name shown in pages and mail.");

  public static final Setting<URI> BASE_URL =
      Setting.uri("base.url")
          .byDefault("http://localhost:8080")
          .requiredIn(PROD)
          .checked((url, profile) -> originOnly(url).or(() -> encrypted(url, profile)))
          .doc(
              "Where people reach the application, in production by https unless it is this machine alone. Decides links in mail, the allowed origin and whether cookies are Secure.");

  public static final Setting<String> SECRET_KEY =
      Setting.secret("secret.key")
          .requiredIn(PROD)
          .checked(CoreSettings::strongKey)
          .doc("Signs cookies and links. At least 32 random characters, the same on every node.");

  public static final Setting<List<String>> SECRET_KEY_FALLBACKS =
      Setting.list("secret.key.fallbacks")
          .kept()
          .byDefault("")
          .checked(
              (keys, profile) ->
                  keys.stream().flatMap(key -> strongKey(key, profile).stream()).findFirst())
          .doc("Earlier keys, newest first: still read, never used to sign.");

  public static final Setting<Duration> SESSION_LIFETIME =
      Setting.duration("session.lifetime")
          .byDefault("P3D")
          .checked((lifetime, profile) -> positive(lifetime))
          .doc("How long a kept sign-in lasts after the last visit.");

  public static final Setting<Duration> SESSION_ABSOLUTE =
      Setting.duration("session.absolute")
          .byDefault("P30D")
          .checked((lifetime, profile) -> positive(lifetime))
          .doc("When a kept sign-in ends, however often it is used.");

  public static final Setting<Duration> SESSION_SHORT =
      Setting.duration("session.short")
          .byDefault("PT12H")
          .checked((lifetime, profile) -> positive(lifetime))
          .doc("When a sign-in that is not kept ends at the latest.");

  public static final Setting<String> DB_URL =
      Setting.text("db.url")
          .byDefault("jdbc:mariadb://localhost:3306/carafe")
          .checked((url, profile) -> mariaDb(url))
          .doc("The MariaDB database.");

  public static final Setting<String> DB_USER =
      Setting.text("db.user").byDefault("carafe").doc("Who the application is to the database.");

  public static final Setting<String> DB_PASSWORD =
      Setting.secret("db.password")
          .requiredIn(PROD)
          .checkedWith(CoreSettings::strongPassword)
          .doc(
              "The database user's password. In production at least 12 characters, not common ones.");

  public static final Setting<String> DB_MIGRATE =
      Setting.text("db.migrate")
          .byDefault("start")
          .checked((when, profile) -> migrating(when))
          .doc(
              "When migrations are applied: start (each server at its start, one after another) or never (only by carafe db upgrade; a server refuses to start while one is pending).");

  public static final Setting<String> DB_MIGRATE_LOSSES =
      Setting.text("db.migrate.losses")
          .byDefault("refuse")
          .checked((what, profile) -> losing(what))
          .doc(
              "What a start does with pending migrations that lose data which is there: refuse (carafe db upgrade --yes applies them) or allow.");

  public static final Setting<String> DB_MIGRATE_URL =
      Setting.text("db.migrate.url")
          .checked((url, profile) -> mariaDb(url))
          .doc(
              "The database by way of which the schema is changed, where db.url leads to several: on a cluster the same named node for all servers.");

  public static final Setting<String> LOCALE_DEFAULT =
      Setting.text("locale.default")
          .byDefault("en")
          .checked((tag, profile) -> language(tag))
          .doc("The language where neither the person nor the browser asks for one we have.");

  public static final Setting<String> CLIENT_ADDRESS_HEADER =
      Setting.text("client.address.header")
          .doc(
              "The header in which your own proxy names the client, such as X-Forwarded-For; its last entry counts. Leave it away without a proxy: anybody could write it.");

  public static final Setting<Integer> CLIENT_BODIES =
      Setting.integer("client.bodies")
          .byDefault("16")
          .checked((most, profile) -> atLeastOne(most))
          .doc(
              "How many forms or other bodies one network address may be sending at the same moment; all together may be sending 160.");

  public static final Setting<Integer> UPLOAD_LIMIT =
      Setting.integer("upload.limit")
          .byDefault("5")
          .checked((most, profile) -> uploadable(most))
          .doc(
              "How many megabytes the files that are sent with one form may have together, 1024 at the most. A proxy in front must let as much through.");

  public static final Setting<List<String>> DEV_HOSTS =
      Setting.list("dev.hosts")
          .byDefault("")
          .doc(
              "In development, the names under which the server answers besides localhost, 127.0.0.1, [::1] and the one in base.url, so that no foreign name leads to what developers see.");

  public static final Setting<Duration> EXPIRED_RETENTION =
      Setting.duration("expired.retention")
          .byDefault("P1D")
          .checked((length, profile) -> notNegative(length))
          .doc(
              "How long sessions, sign-ups and confirmations are kept after they ended, before their rows are deleted.");

  public static final Setting<Duration> SWEEP_EVERY =
      Setting.duration("sweep.every")
          .byDefault("PT10M")
          .checked((length, profile) -> positive(length))
          .doc("How often each node deletes what has been kept long enough.");

  /** All of the above. */
  public static final List<Setting<?>> ALL =
      List.of(
          APP_NAME,
          BASE_URL,
          SECRET_KEY,
          SECRET_KEY_FALLBACKS,
          SESSION_LIFETIME,
          SESSION_ABSOLUTE,
          SESSION_SHORT,
          DB_URL,
          DB_USER,
          DB_PASSWORD,
          DB_MIGRATE,
          DB_MIGRATE_LOSSES,
          DB_MIGRATE_URL,
          LOCALE_DEFAULT,
          CLIENT_ADDRESS_HEADER,
          CLIENT_BODIES,
          UPLOAD_LIMIT,
          DEV_HOSTS,
          EXPIRED_RETENTION,
          SWEEP_EVERY);

  private static final Pattern LOOPBACK =
      Pattern.compile(
          "localhost|127(\\.\\d{1,3}){3}|\\[(::1|0:0:0:0:0:0:0:1)]", Pattern.CASE_INSENSITIVE);

  private CoreSettings() {}

  private static Optional<String> strongKey(String key, Profile profile) {
    return profile == PROD ? SecretKeyStrength.complaint(key) : Optional.empty();
  }

  private static Optional<String> strongPassword(String password, Configuration configuration) {
    return configuration.profile() == PROD
        ? DatabasePassword.complaint(password, configuration.find(DB_USER).orElse(""))
        : Optional.empty();
  }

  /** Passwords and session cookies cross the network: only on this very machine without TLS. */
  private static Optional<String> encrypted(URI url, Profile profile) {
    return profile != PROD
            || url.getScheme().equals("https")
            || LOOPBACK.matcher(url.getHost()).matches()
        ? Optional.empty()
        : Optional.of(
            "sends passwords over the network unencrypted. Put a proxy with TLS in front and write https://");
  }

  private static Optional<String> originOnly(URI url) {
    if (url.getRawUserInfo() != null) {
      return Optional.of("names a user. Leave away what stands before the @");
    }
    return url.getRawPath().isEmpty() && url.getRawQuery() == null && url.getRawFragment() == null
        ? Optional.empty()
        : Optional.of("has more than scheme, host and port. Leave away what comes after them");
  }

  private static Optional<String> positive(Duration duration) {
    return duration.isNegative() || duration.isZero()
        ? Optional.of("is not longer than nothing. Give it a length such as PT12H")
        : Optional.empty();
  }

  private static Optional<String> notNegative(Duration duration) {
    return duration.isNegative()
        ? Optional.of("is less than nothing. Give it a length such as P1D")
        : Optional.empty();
  }

  private static Optional<String> atLeastOne(int most) {
    return most < 1
        ? Optional.of("lets nobody send anything. Give it a number of one or more")
        : Optional.empty();
  }

  private static Optional<String> uploadable(int megabytes) {
    return megabytes < 1 || megabytes > 1024
        ? Optional.of("is not between 1 and 1024. Give it a number of megabytes such as 5")
        : Optional.empty();
  }

  private static Optional<String> mariaDb(String url) {
    return url.startsWith("jdbc:mariadb:")
        ? Optional.empty()
        : Optional.of("is no MariaDB address. Write it like jdbc:mariadb://localhost:3306/carafe");
  }

  private static Optional<String> migrating(String when) {
    return when.equals("start") || when.equals("never")
        ? Optional.empty()
        : Optional.of("is neither start nor never. Choose one");
  }

  private static Optional<String> losing(String what) {
    return what.equals("refuse") || what.equals("allow")
        ? Optional.empty()
        : Optional.of("is neither refuse nor allow. Choose one");
  }

  private static Optional<String> language(String tag) {
    return Messages.LANGUAGES.contains(Locale.forLanguageTag(tag))
        ? Optional.empty()
        : Optional.of(
            "is no language that there are texts in. Choose "
                + Messages.LANGUAGES.stream()
                    .map(Locale::toLanguageTag)
                    .collect(Collectors.joining(" or ")));
  }
}
