package org.carafe.core.web;

import jakarta.servlet.http.HttpServletRequest;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.carafe.core.Application;
import org.carafe.core.config.CoreSettings;
import org.carafe.core.http.NetworkAddress;

/** The network address a request came from, as far as it can be known. */
public final class ClientAddress {
  private static final Logger LOG = System.getLogger(ClientAddress.class.getName());
  private static final AtomicBoolean WARNED = new AtomicBoolean();

  private ClientAddress() {}

  /** What the proxy says where one is configured, else what the connection says. */
  public static NetworkAddress of(HttpServletRequest request) {
    return Application.current()
        .configuration()
        .find(CoreSettings.CLIENT_ADDRESS_HEADER)
        .flatMap(name -> named(name, Collections.list(request.getHeaders(name))))
        .orElseGet(() -> new NetworkAddress(request.getRemoteAddr()));
  }

  private static Optional<NetworkAddress> named(String header, List<String> lines) {
    Optional<NetworkAddress> address = NetworkAddress.named(lines);
    if (!lines.isEmpty() && address.isEmpty() && WARNED.compareAndSet(false, true)) {
      LOG.log(
          Level.WARNING,
          "The header {0} (client.address.header) holds no network address, so that everybody behind the proxy counts as one. Let the proxy write the visitor''s address there. This is said once.",
          header);
    }
    return address;
  }
}
