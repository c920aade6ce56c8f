package org.carafe.dev.debug;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.servlet.http.HttpServletRequest;
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
 * The PIN in front of the console. Ten wrong ones shut it until the server is started again; what
 * is counted outlives a deployment of the application, so it is kept with the system's properties.
 */
final class Lock {
  static final int TRIES = 10;
  static final String COOKIE = "debug";
  private static final String FAILURES = "carafe.debug.failures";
  private static final String OPENED = "carafe.debug.opened";

  private Lock() {}

  /** How many tries are left. */
  static int left() {
    return Math.max(0, TRIES - failures().get());
  }

  /** Tries a PIN: the value of the cookie that opens the console from then on. */
  static Optional<String> open(String pin) {
    // Counted before it is compared, so that tries at the same moment are counted too.
    if (failures().incrementAndGet() > TRIES) {
      return Optional.empty();
    }
    String right = System.getProperty(Debugging.PIN, "");
    boolean opens =
        !digits(right).isEmpty()
            && MessageDigest.isEqual(digits(pin).getBytes(UTF_8), digits(right).getBytes(UTF_8));
    if (!opens) {
      return Optional.empty();
    }
    failures().set(0);
    var secret = SecretToken.create();
    opened().add(secret.hash());
    return Optional.of(secret.text());
  }

  /** Whether the request brings the cookie. */
  static boolean isOpenTo(HttpServletRequest request) {
    var cookies = request.getCookies();
    return cookies != null
        && Arrays.stream(cookies)
            .filter(cookie -> cookie.getName().equals(COOKIE))
            .anyMatch(cookie -> opened().contains(new SecretToken(cookie.getValue()).hash()));
  }

  private static String digits(String pin) {
    return pin.replaceAll("\\D", "");
  }

  private static AtomicInteger failures() {
    return (AtomicInteger) kept(FAILURES, AtomicInteger::new);
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
