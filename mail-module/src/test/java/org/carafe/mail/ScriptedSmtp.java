package org.carafe.mail;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** An SMTP server that answers commands as it is told, and remembers what it was asked. */
final class ScriptedSmtp implements AutoCloseable {

  /** Hangs up instead of answering. */
  static final String HANG_UP = "";

  private final ServerSocket socket;
  private final Map<String, String> answers;
  private volatile boolean hangsUp;
  private final List<String> commands = new CopyOnWriteArrayList<>();

  ScriptedSmtp(Map<String, String> answers) throws IOException {
    this.answers = answers;
    this.socket = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
    Thread server = new Thread(this::serve, "scripted-smtp");
    server.setDaemon(true);
    server.start();
  }

  ScriptedSmtp hangingUpAfterEachMail() {
    hangsUp = true;
    return this;
  }

  int port() {
    return socket.getLocalPort();
  }

  List<String> commands() {
    return commands;
  }

  private void serve() {
    while (!socket.isClosed()) {
      try (Socket client = socket.accept()) {
        talk(client);
      } catch (IOException e) {
        // the client or the test hung up
      }
    }
  }

  private void talk(Socket client) throws IOException {
    BufferedReader in = new BufferedReader(new InputStreamReader(client.getInputStream(), UTF_8));
    OutputStream out = client.getOutputStream();
    if (!answer(out, "CONNECT", "220 ready")) {
      return;
    }
    boolean data = false;
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      if (data && !line.equals(".")) {
        continue;
      }
      String verb = data ? "." : line.split("[ :]", 2)[0];
      commands.add(data ? "." : line);
      String usual = verb.equals("DATA") ? "354 go on" : "250 fine";
      String as = answers.containsKey(line) ? line : verb;
      if (!answer(out, as, usual) || verb.equals("QUIT") || (hangsUp && verb.equals("."))) {
        return;
      }
      data = verb.equals("DATA") && !answers.containsKey("DATA");
    }
  }

  private boolean answer(OutputStream out, String verb, String usual) throws IOException {
    String answer = answers.getOrDefault(verb, usual);
    if (answer.equals(HANG_UP)) {
      return false;
    }
    out.write((answer + "\r\n").getBytes(UTF_8));
    out.flush();
    return true;
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
