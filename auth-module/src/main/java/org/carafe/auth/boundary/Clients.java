package org.carafe.auth.boundary;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import org.carafe.auth.entity.Client;
import org.carafe.core.web.ClientAddress;
import org.carafe.core.web.Exchange;

/** Where the current request came from. */
final class Clients {
  private Clients() {}

  static Client current() {
    HttpServletRequest request = Exchange.require().request();
    String agent = Optional.ofNullable(request.getHeader("User-Agent")).orElse("");
    return new Client(ClientAddress.of(request).text(), agent);
  }
}
