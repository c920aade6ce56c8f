package org.carafe.cli;

import java.io.Console;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import org.carafe.testing.ServerException;

/** The person in front of it. */
final class Terminal {
  private Terminal() {}

  /** From Java 22 on there is a console for pipes too, and a method that tells. */
  @SuppressWarnings("SystemConsoleNull") // what it warns of is looked at
  static boolean isThere() {
    var console = System.console();
    try {
      return console != null && (boolean) Console.class.getMethod("isTerminal").invoke(console);
    } catch (NoSuchMethodException olderJava) {
      return true;
    } catch (ReflectiveOperationException failure) {
      throw new IllegalStateException(failure);
    }
  }

  /**
   * Asks, and answers whether it was a yes.
   *
   * @param otherwise how to say it without being asked
   * @throws ServerException when there is nobody
   */
  static boolean agrees(String question, String otherwise, PrintWriter out) {
    out.print(question + " [y/N] ");
    out.flush();
    try {
      int answer = System.in.read();
      if (answer < 0) {
        throw new ServerException("Nobody answers. " + otherwise);
      }
      int rest = answer;
      while (rest >= 0 && rest != '\n') {
        rest = System.in.read();
      }
      return answer == 'y' || answer == 'Y';
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }
}
