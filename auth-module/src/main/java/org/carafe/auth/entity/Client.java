package org.carafe.auth.entity;

import org.carafe.core.http.NetworkAddress;

/**
 * Where a request came from, as far as it can be known, cut to what the tables hold.
 *
 * @param address the network address
 * @param userAgent what the browser calls itself
 */
public record Client(String address, String userAgent) {

  /** The network address as far as it tells one place from another. */
  public String place() {
    return new NetworkAddress(address).place();
  }

  /** Cuts what is too long. */
  public Client {
    address = address.substring(0, Math.min(address.length(), 64));
    userAgent = userAgent.substring(0, Math.min(userAgent.length(), 255));
  }
}
