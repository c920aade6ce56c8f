package org.carafe.core.http;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A network address, as a connection or a proxy has it.
 *
 * @param text the address as it is written
 */
public record NetworkAddress(String text) {
  private static final String V4 = "\\d{1,3}(?:\\.\\d{1,3}){3}";
  private static final String V6 = "[0-9a-fA-F:]*:[0-9a-fA-F:.]*";
  private static final String PORT = "(?::\\d{1,5})?";
  private static final Pattern ADDRESS =
      Pattern.compile("(%s)%s|\\[(%s)]%s|(%s)".formatted(V4, PORT, V6, PORT, V6));

  /**
   * The last address in the lines of the header that our own proxy writes: some proxies add to the
   * line that came, some add a line, and some add a port. What is no address is not believed.
   */
  public static Optional<NetworkAddress> named(List<String> lines) {
    if (lines.isEmpty()) {
      return Optional.empty();
    }
    String line = lines.get(lines.size() - 1);
    String last = line.substring(line.lastIndexOf(',') + 1).strip();
    Matcher address = ADDRESS.matcher(last);
    return address.matches()
        ? Stream.of(address.group(1), address.group(2), address.group(3))
            .filter(Objects::nonNull)
            .findFirst()
            .map(NetworkAddress::new)
        : Optional.empty();
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
