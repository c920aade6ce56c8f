package org.carafe.testing;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/**
 * A Java agent for a child process: ends it when its standard input ends, which is when the parent
 * is gone. It first takes system properties from there, so that secrets are on no command line.
 */
public final class Watchdog {
  private static final int GRACE_SECONDS = 10;

  private Watchdog() {}

  /** Called by the virtual machine before main; {@code "properties"} asks for some to be read. */
  public static void premain(String argument) throws IOException {
    var input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    if ("properties".equals(argument)) {
      for (var line = input.readLine(); line != null && !line.isEmpty(); line = input.readLine()) {
        int equals = line.indexOf('=');
        System.setProperty(line.substring(0, equals), line.substring(equals + 1));
      }
    }
    var thread = new Thread(() -> watch(input), "watchdog");
    thread.setDaemon(true);
    thread.start();
  }

  private static void watch(BufferedReader input) {
    try {
      while (input.read() >= 0) {
        // the parent is alive
      }
    } catch (IOException e) {
      // a broken pipe tells the same
    }
    var last = new Thread(Watchdog::haltLater, "watchdog-halt");
    last.setDaemon(true);
    last.start();
    System.exit(0);
  }

  private static void haltLater() {
    try {
      Thread.sleep(GRACE_SECONDS * 1000L);
    } catch (InterruptedException e) {
      // halt at once
    }
    Runtime.getRuntime().halt(1);
  }

  /** Writes the agent's jar, which needs nothing but this class. */
  public static Path jar(Path folder) throws IOException {
    var manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().putValue("Premain-Class", Watchdog.class.getName());
    var jar = Files.createDirectories(folder).resolve("watchdog.jar");
    var entry = Watchdog.class.getName().replace('.', '/') + ".class";
    try (var out = new JarOutputStream(Files.newOutputStream(jar), manifest);
        var code = Watchdog.class.getClassLoader().getResourceAsStream(entry)) {
      if (code == null) {
        throw new IOException(entry + " is not on the class path");
      }
      out.putNextEntry(new JarEntry(entry));
      code.transferTo(out);
      out.closeEntry();
    }
    return jar;
  }
}
