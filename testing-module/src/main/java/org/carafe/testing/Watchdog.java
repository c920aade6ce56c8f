package org.carafe.testing;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.instrument.Instrumentation;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/**
 * A Java agent for a child process: ends it when its standard input ends, which is when the parent
 * is gone. It first takes system properties from there, so that secrets are on no command line, and
 * later the names of folders with classes to be redefined, where it was started for that.
 */
public final class Watchdog {
  private static final int GRACE_SECONDS = 10;

  private Watchdog() {}

  /** Called by the virtual machine before main; {@code "properties"} asks for some to be read. */
  public static void premain(String argument, Instrumentation instrumentation) throws IOException {
    var input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    if ("properties".equals(argument)) {
      for (var line = input.readLine(); line != null && !line.isEmpty(); line = input.readLine()) {
        int equals = line.indexOf('=');
        System.setProperty(line.substring(0, equals), line.substring(equals + 1));
      }
    }
    var thread = new Thread(() -> watch(input, instrumentation), "watchdog");
    thread.setDaemon(true);
    thread.start();
  }

  private static void watch(BufferedReader input, Instrumentation instrumentation) {
    try {
      for (var line = input.readLine(); line != null; line = input.readLine()) {
        if (!line.isEmpty() && instrumentation.isRedefineClassesSupported()) {
          Redefinition.carryOut(Path.of(line), instrumentation);
        }
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

  /**
   * Writes the agent's jar, which needs nothing but two classes.
   *
   * @param redefines whether the virtual machine is to allow that classes are redefined
   */
  public static Path jar(Path folder, boolean redefines) throws IOException {
    var manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().putValue("Premain-Class", Watchdog.class.getName());
    manifest.getMainAttributes().putValue("Can-Redefine-Classes", String.valueOf(redefines));
    var jar = Files.createDirectories(folder).resolve("watchdog.jar");
    try (var out = new JarOutputStream(Files.newOutputStream(jar), manifest)) {
      add(Watchdog.class, out);
      add(Redefinition.class, out);
    }
    return jar;
  }

  private static void add(Class<?> type, JarOutputStream out) throws IOException {
    var entry = type.getName().replace('.', '/') + ".class";
    try (var code = type.getClassLoader().getResourceAsStream(entry)) {
      if (code == null) {
        throw new IOException(entry + " is not on the class path");
      }
      out.putNextEntry(new JarEntry(entry));
      code.transferTo(out);
      out.closeEntry();
    }
  }
}
