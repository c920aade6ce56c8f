package org.carafe.cli.debug;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Stands on the loopback interface in front of the server and lets bytes pass. Where a request
 * begins it asks the keeper, who may take his time, and may answer in the place of the server.
 */
final class Gate implements AutoCloseable {
  private static final Logger LOG = System.getLogger(Gate.class.getName());
  private static final int PATIENCE_MILLIS = 3000;
  private static final Pattern REQUEST =
      Pattern.compile("[A-Z]{3,10} \\S+ HTTP/1\\.[01]\r?\n.*", Pattern.DOTALL);
  private static final int LONGEST_HEAD = 65_536;

  /** Decides about each request. */
  interface Keeper {
    /** The answer, or nothing for the request to go on to the server. */
    Optional<byte[]> answer(Head head, InputStream body) throws IOException;
  }

  private final ServerSocket socket;
  private final Supplier<URI> server;
  private final Keeper keeper;
  private final AtomicInteger onTheirWay = new AtomicInteger();
  private final ExecutorService threads =
      Executors.newCachedThreadPool(
          work -> {
            var thread = new Thread(work, "gate");
            thread.setDaemon(true);
            return thread;
          });

  Gate(int port, Supplier<URI> server, Keeper keeper) throws IOException {
    this.server = server;
    this.keeper = keeper;
    this.socket = new ServerSocket();
    socket.setReuseAddress(true);
    socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    threads.execute(this::accept);
  }

  private void accept() {
    while (!socket.isClosed()) {
      try {
        var client = socket.accept();
        client.setTcpNoDelay(true);
        threads.execute(() -> serve(client));
      } catch (IOException closed) {
        // the loop ends when it was this socket
      }
    }
  }

  /** Waits until the server has begun to answer all it was asked, but not for ever. */
  void awaitQuiet() {
    long end = System.nanoTime() + PATIENCE_MILLIS * 1_000_000L;
    while (onTheirWay.get() > 0 && System.nanoTime() < end) {
      try {
        Thread.sleep(10);
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  private void serve(Socket client) {
    var connection = new Connection(client);
    try (client) {
      connection.pump();
    } catch (IOException ended) {
      // whoever ended it knows
    } finally {
      connection.close();
    }
  }

  /** A browser's connection and the one to the server that goes with it. */
  private final class Connection {
    private final Socket client;
    private final AtomicBoolean asked = new AtomicBoolean();
    private @Nullable Socket upstream;

    Connection(Socket client) {
      this.client = client;
    }

    void pump() throws IOException {
      var in = client.getInputStream();
      var buffer = new byte[65_536];
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        var bytes = new ByteArrayOutputStream(read);
        bytes.write(buffer, 0, read);
        if (begins(bytes)) {
          var head = readHead(bytes, in);
          var answer = answer(head, body(bytes, head, in));
          if (answer.isPresent()) {
            client.getOutputStream().write(answer.get());
            client.shutdownOutput();
            return;
          }
          if (asked.compareAndSet(false, true)) {
            onTheirWay.incrementAndGet();
          }
        }
        forward(bytes.toByteArray());
      }
    }

    private Optional<byte[]> answer(Head head, InputStream body) throws IOException {
      try {
        return keeper.answer(head, body);
      } catch (RuntimeException failure) {
        LOG.log(Level.ERROR, "The changed sources could not be brought in", failure);
        return Optional.of(
            Reply.text(
                500, "The changed sources could not be brought in. The terminal says why.\n"));
      }
    }

    private void forward(byte[] bytes) throws IOException {
      var to = upstream;
      if (to == null) {
        var place = server.get();
        to = new Socket(InetAddress.getLoopbackAddress(), place.getPort());
        to.setTcpNoDelay(true);
        upstream = to;
        var from = to;
        threads.execute(() -> answerFrom(from));
      }
      to.getOutputStream().write(bytes);
    }

    private void answerFrom(Socket from) {
      try {
        var out = client.getOutputStream();
        var in = from.getInputStream();
        var buffer = new byte[65_536];
        for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
          out.write(buffer, 0, read);
          answered();
        }
        client.shutdownOutput();
      } catch (IOException ended) {
        // whoever ended it knows
      } finally {
        answered();
        closeQuietly(client);
      }
    }

    private void answered() {
      if (asked.compareAndSet(true, false)) {
        onTheirWay.decrementAndGet();
      }
    }

    void close() {
      answered();
      if (upstream != null) {
        closeQuietly(upstream);
      }
    }
  }

  private static boolean begins(ByteArrayOutputStream bytes) {
    return REQUEST.matcher(bytes.toString(ISO_8859_1)).matches();
  }

  private static Head readHead(ByteArrayOutputStream bytes, InputStream in) throws IOException {
    var more = new byte[8192];
    while (bytes.toString(ISO_8859_1).indexOf("\r\n\r\n") < 0) {
      int read = in.read(more);
      if (read < 0 || bytes.size() > LONGEST_HEAD) {
        throw new IOException("the request ended in its head");
      }
      bytes.write(more, 0, read);
    }
    return Head.of(bytes.toString(ISO_8859_1));
  }

  /** What was read beyond the head, and what is still to come. */
  private static InputStream body(ByteArrayOutputStream bytes, Head head, InputStream in) {
    var begun = bytes.toByteArray();
    return new SequenceInputStream(
        new ByteArrayInputStream(begun, head.length(), begun.length - head.length()), in);
  }

  private static void closeQuietly(Socket socket) {
    try {
      socket.close();
    } catch (IOException closed) {
      // already
    }
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException closed) {
      // already
    }
    threads.shutdownNow();
  }
}
