package org.carafe.testing;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import java.util.List;
import java.util.stream.Stream;

/** An SMTP server on the loopback interface that keeps what it receives. */
public final class SmtpSink implements AutoCloseable {
  private static final long POLL_MILLIS = 20;
  private final GreenMail server;

  private SmtpSink(GreenMail server) {
    this.server = server;
  }

  /** Listens on this port, or on a free one for 0. */
  public static SmtpSink start(int port) {
    var server = new GreenMail(new ServerSetup(port, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    server.start();
    return new SmtpSink(server);
  }

  public int port() {
    return server.getSmtp().getPort();
  }

  /** All mail so far, oldest first. */
  public List<Mail> received() {
    return Stream.of(server.getReceivedMessages()).map(Mail::of).toList();
  }

  public List<Mail> receivedBy(String address) {
    return received().stream().filter(mail -> mail.to().contains(address)).toList();
  }

  /**
   * The newest mail to this address, waiting up to ten seconds for the first.
   *
   * @throws AssertionError when none comes
   */
  public Mail await(String address) {
    return await(address, 1);
  }

  /** The newest mail to this address, once there are so many. */
  public Mail await(String address, int count) {
    long end = System.nanoTime() + Patience.LONGEST.toNanos();
    List<Mail> mails;
    do {
      mails = receivedBy(address);
      if (mails.size() >= count) {
        return mails.get(mails.size() - 1);
      }
      pause();
    } while (System.nanoTime() < end);
    throw new AssertionError(
        "%s received %d mails within %d seconds where %d were expected."
            .formatted(address, mails.size(), Patience.LONGEST.toSeconds(), count));
  }

  /** Forgets what was received. */
  public void clear() {
    try {
      server.purgeEmailFromAllMailboxes();
    } catch (com.icegreen.greenmail.store.FolderException e) {
      throw new ServerException("The mailboxes cannot be emptied: " + e.getMessage(), e);
    }
  }

  private static void pause() {
    try {
      Thread.sleep(POLL_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("Interrupted while waiting for mail.", e);
    }
  }

  @Override
  public void close() {
    server.stop();
  }
}
