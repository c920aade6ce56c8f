package org.carafe.auth.entity;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.HexFormat;

/**
 * Where a request came from, as far as it can be known, cut to what the tables hold.
 *
 * @param address the network address
 * @param userAgent what the browser calls itself
 */
public record Client(String address, String userAgent) {

  /**
   * The network address as far as it tells one place from another: of IPv6 the first 64 bits, which
   * are one household's or server's, who has all the addresses below.
   */
  public String place() {
    if (address.indexOf(':') < 0) {
      return address;
    }
    try {
      byte[] bytes = InetAddress.getByName(address).getAddress(); // a colon: no name to look up
      return bytes.length == 16
          ? HexFormat.ofDelimiter(":").formatHex(bytes, 0, 8) + "::/64"
          : InetAddress.getByAddress(bytes).getHostAddress();
    } catch (UnknownHostException noAddress) {
      return address;
    }
  }

  /** Cuts what is too long. */
  public Client {
    address = address.substring(0, Math.min(address.length(), 64));
    userAgent = userAgent.substring(0, Math.min(userAgent.length(), 255));
  }
}
