package org.carafe.cli.scaffold;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Lets one at a time write into a project: each reads the lists of modules, thinks, and writes them
 * whole. It ends with its process, however that ends.
 */
final class CloneLock {
  /** A file's lock is one of the whole process. */
  private static final Map<Path, ReentrantLock> HERE = new ConcurrentHashMap<>();

  private CloneLock() {}

  /** What is done alone. */
  interface Work<T> {
    T run() throws IOException;
  }

  /** Waits until nobody else writes there, then does it. */
  static <T> T holding(Path root, Work<T> work) throws IOException {
    Path file = root.resolve("var/new.lock").toAbsolutePath().normalize();
    ReentrantLock here = HERE.computeIfAbsent(file, path -> new ReentrantLock());
    here.lock();
    try {
      Files.createDirectories(file.getParent());
      try (var channel =
          FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
        channel.lock();
        return work.run();
      }
    } finally {
      here.unlock();
    }
  }
}
