package org.carafe.dev.debug;

import jakarta.servlet.http.HttpServletRequest;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import org.carafe.core.Application;
import org.carafe.core.HttpError;
import org.carafe.core.web.HostGuard;

/**
 * Who may see the debugger: a browser on this very machine that asked for it by a name of this
 * machine. A name that leads here by somebody else's DNS is refused, and what came through a proxy
 * or a tunnel is not from this machine.
 */
final class Gatekeeper {
  private static final List<String> FROM_AFAR =
      List.of("Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Real-IP", "Via");

  private Gatekeeper() {}

  static boolean admits(HttpServletRequest request) {
    return isLoopback(request.getRemoteAddr())
        && FROM_AFAR.stream().allMatch(header -> request.getHeader(header) == null)
        && HostGuard.admits(
            HostGuard.names(Application.current().configuration()), request.getHeader("Host"));
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

  private static boolean isLoopback(String address) {
    try {
      return InetAddress.getByName(address).isLoopbackAddress();
    } catch (UnknownHostException unknown) {
      return false;
    }
  }
}
