package org.carafe.core.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Set;
import org.carafe.core.HttpError;
import org.carafe.core.http.WebAddress;
import org.carafe.core.route.Destination;
import org.carafe.core.route.Routes;

/**
 * Refuses what another site makes a browser do. A request that changes something must come from
 * this site: the browser says so in {@code Sec-Fetch-Site}, an older one in {@code Origin}. A
 * request with a Bearer token has no ambient authority to abuse, and its cookies are ignored.
 *
 * @see <a
 *     href="https://cheatsheetseries.owasp.org/cheatsheets/Cross-Site_Request_Forgery_Prevention_Cheat_Sheet.html">OWASP,
 *     fetch metadata and origin verification</a>
 */
final class OriginGuard extends HttpFilter {
  private static final long serialVersionUID = 1L;
  private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS", "TRACE");
  private static final Set<String> OWN = Set.of("same-origin", "none");

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    Exchange exchange = Exchange.require();
    if (refuses(exchange)) {
      throw HttpError.forbidden(exchange.text("core.problem.origin", exchange.kernel().origin()));
    }
    chain.doFilter(request, response);
  }

  static boolean refuses(Exchange exchange) {
    HttpServletRequest request = exchange.request();
    return !SAFE.contains(request.getMethod())
        && !exchange.identity().isBearer()
        && !isOwn(request, exchange.kernel().origin())
        && !isMeantForAnybody(exchange, request.getMethod())
        && !isTakenByNobody(exchange, request.getMethod());
  }

  /** Nothing happens there, whoever asks: the router says which methods there are. */
  private static boolean isTakenByNobody(Exchange exchange, String method) {
    return exchange.application().destination(method, exchange.path())
        instanceof Destination.WrongMethod;
  }

  private static boolean isMeantForAnybody(Exchange exchange, String method) {
    return exchange.application().routes().match(method, exchange.path())
            instanceof Routes.Answer.Found found
        && exchange.application().takesFromAnywhere(found.route().endpoint());
  }

  private static boolean isOwn(HttpServletRequest request, String origin) {
    String site = request.getHeader("Sec-Fetch-Site");
    return site == null
        ? WebAddress.isOrigin(origin, request.getHeader("Origin"))
        : OWN.contains(site);
  }
}
