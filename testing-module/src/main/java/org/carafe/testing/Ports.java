package org.carafe.testing;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.Locale;
import java.util.Optional;

/** TCP ports of the loopback interface. */
public final class Ports {
  private Ports() {}

  /** A port that was free a moment ago; whoever binds it must still be ready to lose the race. */
  public static int free() {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new ServerException("No free port was found on the loopback interface.", e);
    }
  }

  /** Whether a server could listen there now. */
  public static boolean isFree(int port) {
    return obstacle(port).isEmpty();
  }

  /** Why no server could listen there now, and what to do; nothing where one could. */
  public static Optional<String> obstacle(int port) {
    try (var socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      return Optional.empty();
    } catch (IOException refused) {
      return Optional.of(explain(port, refused));
    }
  }

  /** The system's own words tell the reasons apart; Java has one exception for both. */
  static String explain(int port, IOException refused) {
    String reason = String.valueOf(refused.getMessage());
    return reason.toLowerCase(Locale.ROOT).contains("permission denied")
        ? "Port %d is for privileged users only. Choose one from 1024 on.".formatted(port)
        : "Port %d is in use. Stop what listens there or choose another port.".formatted(port);
  }
}
