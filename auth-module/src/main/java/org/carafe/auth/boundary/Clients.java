package org.carafe.auth.boundary;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
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

  private static final Pattern ADDRESS =
      Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}|[0-9a-fA-F:]*:[0-9a-fA-F:.]*");

  private Clients() {}

  static Client current() {
    HttpServletRequest request = Exchange.require().request();
    String agent = Optional.ofNullable(request.getHeader("User-Agent")).orElse("");
    return new Client(address(request), agent);
  }

  private static String address(HttpServletRequest request) {
    return Application.current()
        .configuration()
        .find(ADDRESS_HEADER)
        .flatMap(name -> named(Collections.list(request.getHeaders(name))))
        .orElseGet(request::getRemoteAddr);
  }

  /**
   * The last address in the lines of the header that our own proxy writes: some proxies add to the
   * line that came, some add a line. What is no address is not believed.
   */
  static Optional<String> named(List<String> lines) {
    if (lines.isEmpty()) {
      return Optional.empty();
    }
    String line = lines.get(lines.size() - 1);
    String last = line.substring(line.lastIndexOf(',') + 1).strip();
    return Optional.of(last).filter(address -> ADDRESS.matcher(address).matches());
  }
}
