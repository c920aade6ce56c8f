package org.carafe.mail;

import java.io.FilterInputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import javax.net.SocketFactory;

/**
 * Makes the sockets of one connection to a relay. What the other side answers to what we said must
 * be there in time as a whole, and has an end: without this, who sends a byte now and then, or one
 * line that never ends, would hold a worker for ever or fill the memory.
 */
final class RelaySockets extends SocketFactory {
  /** More than any certificates or list of extensions. */
  private static final int MOST_ANSWERED = 256 * 1024;

  private volatile Duration patience;

  /**
   * Sockets.
   *
   * @param patience how long an answer may take
   */
  RelaySockets(Duration patience) {
    this.patience = patience;
  }

  Duration patience() {
    return patience;
  }

  /** From now on an answer may take this long. */
  void patience(Duration longest) {
    this.patience = longest;
  }

  @Override
  public Socket createSocket() {
    return new Bounded();
  }

  @Override
  public Socket createSocket(String host, int port) throws IOException {
    throw new UnsupportedOperationException("Connections are made later.");
  }

  @Override
  public Socket createSocket(String host, int port, InetAddress from, int fromPort)
      throws IOException {
    return createSocket(host, port);
  }

  @Override
  public Socket createSocket(InetAddress host, int port) throws IOException {
    return createSocket(host.getHostAddress(), port);
  }

  @Override
  public Socket createSocket(InetAddress host, int port, InetAddress from, int fromPort)
      throws IOException {
    return createSocket(host, port);
  }

  /** Counts from the last byte that we sent; used by one thread at a time. */
  private final class Bounded extends Socket {
    private long said = System.nanoTime();
    private int answered;

    @Override
    public InputStream getInputStream() throws IOException {
      return new Answers(super.getInputStream());
    }

    @Override
    public OutputStream getOutputStream() throws IOException {
      return new Words(super.getOutputStream());
    }

    private final class Answers extends FilterInputStream {
      Answers(InputStream in) {
        super(in);
      }

      @Override
      public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
      }

      @Override
      public int read(byte[] bytes, int from, int length) throws IOException {
        long rest = patience.minusNanos(System.nanoTime() - said).toMillis();
        if (rest <= 0) {
          throw new SocketTimeoutException("The answer took longer than " + patience);
        }
        setSoTimeout((int) Math.min(rest, Integer.MAX_VALUE));
        int read = in.read(bytes, from, length);
        answered += Math.max(0, read);
        if (answered > MOST_ANSWERED) {
          throw new IOException("The answer is longer than %d bytes".formatted(MOST_ANSWERED));
        }
        return read;
      }
    }

    private final class Words extends FilterOutputStream {
      Words(OutputStream out) {
        super(out);
      }

      @Override
      public void write(int one) throws IOException {
        out.write(one);
        begin();
      }

      @Override
      public void write(byte[] bytes, int from, int length) throws IOException {
        out.write(bytes, from, length);
        begin();
      }

      private void begin() {
        said = System.nanoTime();
        answered = 0;
      }
    }
  }
}
