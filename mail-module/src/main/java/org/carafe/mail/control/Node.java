package org.carafe.mail.control;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.UUID;

/** What this process is called among those that share the outbox. */
final class Node {
  private static final int MAX_HOST = 40;

  private Node() {}

  /** The machine, for people, and something random: after a restart it is another node. */
  static String name() {
    String host = host();
    String random = UUID.randomUUID().toString().substring(0, 18);
    return host.substring(0, Math.min(MAX_HOST, host.length())) + "-" + random;
  }

  private static String host() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "node";
    }
  }
}
