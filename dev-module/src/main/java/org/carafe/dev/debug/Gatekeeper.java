package org.carafe.dev.debug;

import jakarta.servlet.http.HttpServletRequest;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;
import org.carafe.core.Application;
import org.carafe.core.HttpError;
import org.carafe.core.config.CoreSettings;

/**
 * Who may see the debugger: a browser on this very machine that asked for it by its own name. A
 * name that leads here by somebody else's DNS is refused, and what came through a proxy or a tunnel
 * is not from this machine.
 */
final class Gatekeeper {
  private static final List<String> FROM_AFAR =
      List.of("Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Real-IP", "Via");

  private Gatekeeper() {}

  static boolean admits(HttpServletRequest request) {
    return isLoopback(request.getRemoteAddr())
        && FROM_AFAR.stream().allMatch(header -> request.getHeader(header) == null)
        && hosts().contains(String.valueOf(request.getHeader("Host")).toLowerCase(Locale.ROOT));
  }

  /**
   * Refuses whoever may not see it.
   *
   * @throws HttpError 404, as if there were nothing
   */
  static void require(HttpServletRequest request) {
    if (!admits(request)) {
      throw HttpError.notFound("There is nothing at this address.");
    }
  }

  /** The same for a request that changes something: it says which page it comes from. */
  static void requireOwnPage(HttpServletRequest request) {
    require(request);
    if (!("http://" + request.getHeader("Host")).equalsIgnoreCase(request.getHeader("Origin"))) {
      throw HttpError.forbidden("Only the debugger's own page may do this.");
    }
  }

  private static List<String> hosts() {
    URI base = Application.current().configuration().get(CoreSettings.BASE_URL);
    int port = base.getPort();
    return List.of(base.getAuthority(), "localhost:" + port, "127.0.0.1:" + port);
  }

  private static boolean isLoopback(String address) {
    try {
      return InetAddress.getByName(address).isLoopbackAddress();
    } catch (UnknownHostException unknown) {
      return false;
    }
  }
}
