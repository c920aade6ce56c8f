package org.carafe.auth.boundary;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import org.carafe.auth.entity.Client;
import org.carafe.core.Application;
import org.carafe.core.config.Setting;
import org.carafe.core.web.Exchange;

/** Where the current request came from. */
public final class Clients {
  /** Where the proxy in front names the client. */
  public static final Setting<String> ADDRESS_HEADER =
      Setting.text("client.address.header")
          .doc(
              "The header in which your own proxy names the client, such as X-Forwarded-For; its last entry counts. Leave it away without a proxy: anybody could write it.");

  private Clients() {}

  static Client current() {
    HttpServletRequest request = Exchange.require().request();
    String agent = Optional.ofNullable(request.getHeader("User-Agent")).orElse("");
    return new Client(address(request), agent);
  }

  /** The last address in the header that our own proxy writes, where one is configured. */
  private static String address(HttpServletRequest request) {
    return Application.current()
        .configuration()
        .find(ADDRESS_HEADER)
        .map(request::getHeader)
        .map(header -> header.substring(header.lastIndexOf(',') + 1).strip())
        .filter(address -> !address.isEmpty())
        .orElseGet(request::getRemoteAddr);
  }
}
