package org.carafe.testing;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.System.Logger.Level;
import java.lang.instrument.Instrumentation;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.jspecify.annotations.Nullable;

/**
 * The main class of a server that is a child process: ends it when its standard input ends, which
 * is when the parent is gone. It first takes system properties from there, so that secrets are on
 * no command line, and later what is to be deployed again and the names of folders with classes to
 * be redefined, where it is the virtual machine's agent too.
 */
public final class Watchdog {
  private static final int GRACE_SECONDS = 10;
  private static final String PAYARA_MICRO = "fish.payara.micro.impl.PayaraMicroImpl";
  private static final List<Class<?>> CLASSES =
      List.of(Watchdog.class, Redefinition.class, Redeployment.class);

  private static volatile @Nullable Instrumentation instrumentation;

  private Watchdog() {}

  /** Called by the virtual machine before main, where classes are to be redefined. */
  public static void premain(String argument, Instrumentation given) {
    instrumentation = given;
  }

  /** Takes properties, begins to watch, and starts Payara Micro. */
  public static void main(String[] arguments) throws ReflectiveOperationException, IOException {
    var input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (var line = input.readLine(); line != null && !line.isEmpty(); line = input.readLine()) {
      int equals = line.indexOf('=');
      System.setProperty(line.substring(0, equals), line.substring(equals + 1));
    }
    var thread = new Thread(() -> watch(input), "watchdog");
    thread.setDaemon(true);
    thread.start();
    Class.forName(PAYARA_MICRO).getMethod("main", String[].class).invoke(null, (Object) arguments);
  }

  private static void watch(BufferedReader input) {
    try {
      for (var line = input.readLine(); line != null; line = input.readLine()) {
        obey(line);
      }
    } catch (IOException e) {
      // a broken pipe tells the same
    }
    var last = new Thread(Watchdog::haltLater, "watchdog-halt");
    last.setDaemon(true);
    last.start();
    System.exit(0);
  }

  /** What fails is told by the log and by the answer that does not come; the watch goes on. */
  private static void obey(String line) {
    var redefining = instrumentation;
    try {
      if (line.startsWith(Redeployment.COMMAND)) {
        Redeployment.begin(line.substring(Redeployment.COMMAND.length()));
      } else if (!line.isEmpty() && redefining != null) {
        Redefinition.carryOut(Path.of(line), redefining);
      }
    } catch (IOException | RuntimeException failure) {
      System.getLogger(Watchdog.class.getName())
          .log(Level.ERROR, "What the parent asked for failed: " + line, failure);
    }
  }

  private static void haltLater() {
    try {
      Thread.sleep(GRACE_SECONDS * 1000L);
    } catch (InterruptedException e) {
      // halt at once
    }
    Runtime.getRuntime().halt(1);
  }

  /** Writes a jar with nothing but the classes that are needed. */
  static void write(Path jar, Manifest manifest) throws IOException {
    try (var out = new JarOutputStream(Files.newOutputStream(jar), manifest)) {
      for (Class<?> type : CLASSES) {
        out.putNextEntry(new JarEntry(entry(type)));
        out.write(code(type));
        out.closeEntry();
      }
    }
  }

  /** What such a jar consists of. */
  static byte[] code() throws IOException {
    var all = new ByteArrayOutputStream();
    for (Class<?> type : CLASSES) {
      all.write(code(type));
    }
    return all.toByteArray();
  }

  private static byte[] code(Class<?> type) throws IOException {
    try (var code = type.getClassLoader().getResourceAsStream(entry(type))) {
      if (code == null) {
        throw new IOException(entry(type) + " is not on the class path");
      }
      return code.readAllBytes();
    }
  }

  private static String entry(Class<?> type) {
    return type.getName().replace('.', '/') + ".class";
  }
}
