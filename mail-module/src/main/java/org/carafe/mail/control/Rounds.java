package org.carafe.mail.control;

/**
 * Does something again and again, whatever it throws: a thread that dies of one error, be it of
 * memory that another had taken, would leave mail where it is, and nobody would know.
 */
final class Rounds implements Runnable {
  private final Round round;
  private final Trouble trouble;

  /** One round; false ends them. */
  interface Round {
    boolean go() throws InterruptedException;
  }

  /** Tells what was thrown, and waits a little. */
  interface Trouble {
    void tell(Throwable failure) throws InterruptedException;
  }

  Rounds(Round round, Trouble trouble) {
    this.round = round;
    this.trouble = trouble;
  }

  @Override
  public void run() {
    boolean on = true;
    while (on) {
      try {
        on = go();
      } catch (InterruptedException ended) {
        Thread.currentThread().interrupt();
        on = false;
      } catch (Throwable unexpected) {
        // Telling of it may have failed for the same reason; the next round may do better.
        on = true;
      }
    }
  }

  @SuppressWarnings("CatchingUnchecked")
  private boolean go() throws InterruptedException {
    try {
      return round.go();
    } catch (InterruptedException ended) {
      throw ended;
    } catch (Throwable failure) {
      trouble.tell(failure);
      return true;
    }
  }
}
