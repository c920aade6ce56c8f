package org.carafe.testing;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;

/** TCP ports of the loopback interface. */
public final class Ports {
  private static final int LOWEST = 20_000;

  /** From here on Linux gives ports to whoever connects to a server. */
  private static final int LIMIT = 32_768;

  private static final int TRIES = 1_000;
  private static final Set<Integer> GIVEN = ConcurrentHashMap.newKeySet();

  private Ports() {}

  /**
   * A port that was free a moment ago, is given to nobody else in this process, and is not one that
   * a client's connection takes; whoever binds it must still be ready to lose the race.
   */
  public static int free() {
    for (int i = 0; i < TRIES; i++) {
      int port = ThreadLocalRandom.current().nextInt(LOWEST, LIMIT);
      if (isFree(port) && GIVEN.add(port)) {
        return port;
      }
    }
    throw new ServerException("No free port was found on the loopback interface.");
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
