package org.carafe.dev.debug;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.carafe.core.signing.SecretToken;

/**
 * The PIN in front of the console. Ten wrong ones shut it until there is a new PIN; what is counted
 * outlives a deployment of the application, so it is kept with the system's properties.
 */
final class Lock {
  static final int TRIES = 10;
  static final String COOKIE = "debug";
  private static final String FAILURES = "carafe.debug.failures";
  private static final String OPENED = "carafe.debug.opened";

  private Lock() {}

  /** How many tries are left. */
  static int left() {
    return Math.max(0, TRIES - failures(right()).get());
  }

  /** Tries a PIN: the value of the cookie that opens the console from then on. */
  static Optional<String> open(String pin) {
    String right = right();
    AtomicInteger failures = failures(right);
    // Counted before it is compared, so that tries at the same moment are counted too.
    if (failures.incrementAndGet() > TRIES) {
      return Optional.empty();
    }
    boolean opens =
        !right.isEmpty()
            && MessageDigest.isEqual(digits(pin).getBytes(UTF_8), right.getBytes(UTF_8));
    if (!opens) {
      return Optional.empty();
    }
    failures.set(0);
    var secret = SecretToken.create();
    opened().add(kept(secret, right));
    return Optional.of(secret.text());
  }

  /** Whether the request brings the cookie. */
  static boolean isOpenTo(HttpServletRequest request) {
    var cookies = request.getCookies();
    return cookies != null
        && Arrays.stream(cookies)
            .filter(cookie -> cookie.getName().equals(COOKIE))
            .anyMatch(
                cookie -> opened().contains(kept(new SecretToken(cookie.getValue()), right())));
  }

  /** A cookie is worth something for as long as the PIN that it was given for. */
  private static String kept(SecretToken cookie, String pin) {
    return pin + ' ' + cookie.hash();
  }

  private static String digits(String pin) {
    return pin.replaceAll("\\D", "");
  }

  /** In a file, because {@code carafe pin} gives it another one. */
  private static String right() {
    try {
      return digits(Files.readString(Path.of(System.getProperty(Debugging.PIN, ""))));
    } catch (IOException gone) {
      return "";
    }
  }

  /** A PIN has tries of its own: a new one opens what others have shut. */
  @SuppressWarnings("unchecked")
  private static AtomicInteger failures(String pin) {
    var all =
        (Map<String, AtomicInteger>) kept(FAILURES, ConcurrentHashMap<String, AtomicInteger>::new);
    return all.computeIfAbsent(pin, fresh -> new AtomicInteger());
  }

  @SuppressWarnings("unchecked")
  private static Set<String> opened() {
    return (Set<String>) kept(OPENED, ConcurrentHashMap::<String>newKeySet);
  }

  private static Object kept(String name, Supplier<Object> first) {
    Map<Object, Object> properties = System.getProperties();
    return properties.computeIfAbsent(name, absent -> first.get());
  }
}
