package org.carafe.core.web;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What a client sent, kept for as long as its request: in memory, or in a temporary file where it
 * is more than 64 kB.
 */
final class Spool implements AutoCloseable {
  private static final int IN_MEMORY = 64 * 1024;

  private final Path folder;
  private byte[] memory = new byte[4096];
  private @Nullable FileChannel file;
  private long length;

  Spool(Path folder) {
    this.folder = folder;
  }

  long length() {
    return length;
  }

  void add(byte[] bytes, int count) throws IOException {
    if (file == null && length + count > IN_MEMORY) {
      file =
          FileChannel.open(
              Files.createTempFile(folder, "upload", ".tmp"),
              StandardOpenOption.READ,
              StandardOpenOption.WRITE,
              StandardOpenOption.DELETE_ON_CLOSE);
      write(file, memory, (int) length);
      memory = new byte[0];
    }
    if (file == null) {
      int needed = (int) length + count;
      if (needed > memory.length) {
        memory = Arrays.copyOf(memory, Math.min(IN_MEMORY, 2 * needed));
      }
      System.arraycopy(bytes, 0, memory, (int) length, count);
    } else {
      write(file, bytes, count);
    }
    length += count;
  }

  private static void write(FileChannel file, byte[] bytes, int count) throws IOException {
    ByteBuffer rest = ByteBuffer.wrap(bytes, 0, count);
    while (rest.hasRemaining()) {
      file.write(rest);
    }
  }

  /** These bytes; fewer where it ends before. */
  byte[] bytes(long from, int count) throws IOException {
    int there = (int) Math.min(count, length - from);
    return slice(from, from + there).readAllBytes();
  }

  /** What lies between two places. */
  InputStream slice(long from, long to) {
    FileChannel kept = file;
    return kept == null
        ? new ByteArrayInputStream(memory, (int) from, (int) (to - from))
        : new Slice(kept, from, to);
  }

  @Override
  public void close() throws IOException {
    if (file != null) {
      file.close();
    }
  }

  private static final class Slice extends InputStream {
    private final FileChannel file;
    private final long to;
    private long at;

    Slice(FileChannel file, long from, long to) {
      this.file = file;
      this.at = from;
      this.to = to;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int count) throws IOException {
      int wanted = (int) Math.min(count, to - at);
      if (wanted <= 0) {
        return count == 0 ? 0 : -1;
      }
      int read = file.read(ByteBuffer.wrap(bytes, offset, wanted), at);
      if (read < 0) {
        throw new EOFException("The temporary file was cut off.");
      }
      at += read;
      return read;
    }

    @Override
    public int available() {
      return (int) Math.min(Integer.MAX_VALUE, to - at);
    }
  }
}
