package org.carafe.cli.shell;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.function.Supplier;
import org.jline.reader.Candidate;
import org.jline.reader.Completer;
import org.jline.reader.CompletingParsedLine;
import org.jline.reader.EOFError;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.ParsedLine;
import org.jline.reader.Parser;
import org.jline.reader.UserInterruptException;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;

/** A person's terminal: lines with history, completion and more lines where one is unfinished. */
public final class Prompt implements AutoCloseable {
  private final Terminal terminal;
  private final Path history;

  /**
   * Takes the terminal.
   *
   * @param history where lines are kept for the next time
   */
  public Prompt(Path history) throws IOException {
    this.terminal = TerminalBuilder.builder().system(true).build();
    this.history = history;
  }

  /** Only its owner may read what was typed. */
  private static Path kept(Path history) throws IOException {
    if (!Files.exists(history)) {
      Files.createDirectories(history.getParent());
      Files.createFile(
          history,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    }
    return history;
  }

  /** Asks; anything but a yes is a no. */
  public boolean asks(String question) {
    String answer =
        LineReaderBuilder.builder().terminal(terminal).build().readLine(question + " [y/N] ");
    return answer.strip().equalsIgnoreCase("y") || answer.strip().equalsIgnoreCase("yes");
  }

  /** Reads and carries out until the person has enough. */
  public void converse(Shell shell, Supplier<String> prompt) throws IOException {
    LineReader reader =
        LineReaderBuilder.builder()
            .terminal(terminal)
            .parser(parser(shell))
            .completer(completer(shell))
            .variable(LineReader.HISTORY_FILE, kept(history))
            .variable(LineReader.SECONDARY_PROMPT_PATTERN, "%P   ...> ")
            .option(LineReader.Option.DISABLE_EVENT_EXPANSION, true)
            .build();
    int line = 1;
    while (true) {
      try {
        String text = reader.readLine(prompt.get());
        if (List.of("exit", "/exit", "quit", "exit()").contains(text.strip())) {
          return;
        }
        run(shell, List.of("help", "/help", "?").contains(text.strip()) ? "help()" : text, line);
        line += (int) text.lines().count();
      } catch (UserInterruptException cancelled) {
        // Ctrl-C: the line is given up
      } catch (EndOfFileException end) {
        return;
      }
    }
  }

  private void run(Shell shell, String text, int line) {
    var before = terminal.handle(Terminal.Signal.INT, signal -> shell.interrupt());
    try {
      shell.run(text, new Origin("line", line));
    } finally {
      terminal.handle(Terminal.Signal.INT, before);
    }
  }

  private static Parser parser(Shell shell) {
    return (line, cursor, reason) -> {
      if (reason == Parser.ParseContext.ACCEPT_LINE && shell.isUnfinished(line)) {
        throw new EOFError(-1, -1, "unfinished");
      }
      int from = cursor;
      while (from > 0 && Character.isJavaIdentifierPart(line.charAt(from - 1))) {
        from--;
      }
      return new Word(line, cursor, line.substring(from, cursor));
    };
  }

  private static Completer completer(Shell shell) {
    return (reader, parsed, candidates) -> {
      for (String word : shell.complete(parsed.line(), parsed.cursor()).words()) {
        candidates.add(new Candidate(word, word, null, null, null, null, false));
      }
    };
  }

  /** The word at the cursor. */
  private record Word(String line, int cursor, String word)
      implements ParsedLine, CompletingParsedLine {
    @Override
    public int wordCursor() {
      return word.length();
    }

    @Override
    public int wordIndex() {
      return 0;
    }

    @Override
    public List<String> words() {
      return List.of(word);
    }

    @Override
    public CharSequence escape(CharSequence candidate, boolean complete) {
      return candidate;
    }

    @Override
    public int rawWordCursor() {
      return word.length();
    }

    @Override
    public int rawWordLength() {
      return word.length();
    }
  }

  @Override
  public void close() throws IOException {
    terminal.close();
  }
}
