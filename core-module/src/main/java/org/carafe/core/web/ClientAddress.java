package org.carafe.core.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import org.carafe.core.Application;
import org.carafe.core.config.CoreSettings;
import org.carafe.core.http.NetworkAddress;

/** The network address a request came from, as far as it can be known. */
public final class ClientAddress {
  private ClientAddress() {}

  /** What the proxy says where one is configured, else what the connection says. */
  public static NetworkAddress of(HttpServletRequest request) {
    return Application.current()
        .configuration()
        .find(CoreSettings.CLIENT_ADDRESS_HEADER)
        .flatMap(name -> NetworkAddress.named(Collections.list(request.getHeaders(name))))
        .orElseGet(() -> new NetworkAddress(request.getRemoteAddr()));
  }
}
