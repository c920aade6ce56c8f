package org.carafe.core.http;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A network address, as a connection or a proxy has it.
 *
 * @param text the address as it is written
 */
public record NetworkAddress(String text) {
  private static final Pattern ADDRESS =
      Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}|[0-9a-fA-F:]*:[0-9a-fA-F:.]*");

  /**
   * The last address in the lines of the header that our own proxy writes: some proxies add to the
   * line that came, some add a line. What is no address is not believed.
   */
  public static Optional<NetworkAddress> named(List<String> lines) {
    if (lines.isEmpty()) {
      return Optional.empty();
    }
    String line = lines.get(lines.size() - 1);
    String last = line.substring(line.lastIndexOf(',') + 1).strip();
    return Optional.of(last)
        .filter(address -> ADDRESS.matcher(address).matches())
        .map(NetworkAddress::new);
  }

  /**
   * The address as far as it tells one place from another: of IPv6 the first 64 bits, which are one
   * household's or server's, who has all the addresses below.
   */
  public String place() {
    if (text.indexOf(':') < 0) {
      return text;
    }
    try {
      byte[] bytes = InetAddress.getByName(text).getAddress(); // a colon: no name to look up
      return bytes.length == 16
          ? HexFormat.ofDelimiter(":").formatHex(bytes, 0, 8) + "::/64"
          : InetAddress.getByAddress(bytes).getHostAddress();
    } catch (UnknownHostException noAddress) {
      return text;
    }
  }
}
