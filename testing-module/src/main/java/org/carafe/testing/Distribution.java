package org.carafe.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Payara Micro as servers are started from: unpacked, so that its classes are on the class path,
 * where the virtual machine can take them from an archive (JEP 350). It is written once, at the end
 * of a server without an application. All is kept for as long as neither Payara Micro nor Java
 * changes.
 */
final class Distribution {
  private static final Logger LOG = System.getLogger(Distribution.class.getName());
  private static final String UNPACKING = "unpacking";
  private static final Duration LONGEST_TRAINING = Duration.ofMinutes(1);
  private static final String READY = "ready in";
  private static final List<String> QUIET = List.of("-Xlog:cds=off", "-Xlog:cds+dynamic=off");
  private static final String LAUNCHER = "launch-micro.jar";
  private static final List<String> OF_A_DOMAIN = List.of("config", "docroot", "lib");

  private final Path unpacked;
  private final Path launcher;
  private final Path archive;

  private Distribution(Path unpacked, Path launcher, Path archive) {
    this.unpacked = unpacked;
    this.launcher = launcher;
    this.archive = archive;
  }

  /**
   * The one of this jar.
   *
   * @param home a folder for the distributions of a clone
   */
  static synchronized Distribution of(Path payaraMicro, Path home) throws IOException {
    // The archive is good for this very class path only, whichever link led to it.
    Path real = Files.createDirectories(home).toRealPath();
    String name = payaraMicro.getFileName().toString().replaceFirst("\\.jar$", "");
    Path unpacked = real.resolve("%s-%d".formatted(name, Files.size(payaraMicro)));
    if (!Files.isDirectory(unpacked)) {
      unpack(payaraMicro, unpacked, real);
    }
    String key = key(real);
    Path launcher = real.resolve(unpacked.getFileName() + "-" + key + ".jar");
    if (!Files.isRegularFile(launcher)) {
      Path part = Files.createTempFile(real, "launcher", ".part");
      Watchdog.write(part, manifest(unpacked));
      Files.move(part, launcher, StandardCopyOption.ATOMIC_MOVE);
    }
    var distribution =
        new Distribution(
            unpacked, launcher, real.resolve(unpacked.getFileName() + "-" + key + ".jsa"));
    if (!Files.isRegularFile(distribution.archive) && !Files.exists(distribution.untrained())) {
      distribution.train(real);
    }
    return distribution;
  }

  private static void unpack(Path payaraMicro, Path target, Path home) throws IOException {
    forgetInterrupted(home);
    Path part = Files.createTempDirectory(home, UNPACKING);
    Path said = part.resolveSibling(part.getFileName() + ".log");
    Process process =
        new ProcessBuilder(
                JavaTools.path("java"),
                "-jar",
                payaraMicro.toAbsolutePath().toString(),
                "--disablephonehome",
                "--nohazelcast",
                "--rootdir",
                part.toString(),
                "--outputlauncher")
            .redirectErrorStream(true)
            .redirectOutput(said.toFile())
            .start();
    try {
      if (process.waitFor() != 0 || !Files.isRegularFile(part.resolve(LAUNCHER))) {
        throw new ServerException(
            "Payara Micro could not be unpacked to %s. %s has what it said."
                .formatted(target, said));
      }
      Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
    } catch (FileSystemException failure) {
      if (!Files.isDirectory(target)) {
        throw failure;
      }
      delete(part); // another process was as quick
    } catch (InterruptedException e) {
      process.destroy();
      Thread.currentThread().interrupt();
      throw new ServerException("Unpacking Payara Micro was interrupted.", e);
    }
    Files.deleteIfExists(said);
  }

  /** It takes seconds, so what is an hour old is nobody's any more. */
  private static void forgetInterrupted(Path home) throws IOException {
    FileTime hourAgo = FileTime.from(Instant.now().minus(Duration.ofHours(1)));
    try (var parts = Files.newDirectoryStream(home, UNPACKING + "*")) {
      for (Path part : parts) {
        if (Files.getLastModifiedTime(part).compareTo(hourAgo) < 0) {
          delete(part);
        }
      }
    }
  }

  /** What the archive depends on, beside Payara Micro. */
  private static String key(Path home) throws IOException {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      digest.update(Watchdog.code());
      digest.update(System.getProperty("java.vm.version").getBytes(UTF_8));
      digest.update(home.toString().getBytes(UTF_8));
      return HexFormat.of().formatHex(digest.digest(), 0, 6);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256.", e);
    }
  }

  /** What its own launcher has, with our main class and the runtime where it lies. */
  private static Manifest manifest(Path unpacked) throws IOException {
    try (var jar = new JarFile(unpacked.resolve(LAUNCHER).toFile())) {
      Attributes its = jar.getManifest().getMainAttributes();
      var manifest = new Manifest();
      var main = manifest.getMainAttributes();
      main.put(Attributes.Name.MANIFEST_VERSION, "1.0");
      main.put(Attributes.Name.MAIN_CLASS, Watchdog.class.getName());
      main.put(
          Attributes.Name.CLASS_PATH,
          Stream.concat(
                  Stream.of(LAUNCHER),
                  Stream.of(its.getValue("Class-Path").strip().split(" +", -1)))
              .map(entry -> unpacked.getFileName() + "/" + entry)
              .collect(Collectors.joining(" ")));
      for (String opening : List.of("Add-Exports", "Add-Opens")) {
        main.putValue(opening, its.getValue(opening));
      }
      main.putValue("Premain-Class", Watchdog.class.getName());
      main.putValue("Can-Redefine-Classes", "true");
      return manifest;
    }
  }

  /** The jar to start, which is also the agent that can redefine classes. */
  Path launcher() {
    return launcher;
  }

  /** What Payara Micro asks its launcher: where it lies, and that it is unpacked. */
  List<String> properties() {
    return List.of(
        "-Dfish.payara.micro.BootJar=" + unpacked.resolve(LAUNCHER).toUri(),
        "-Dfish.payara.micro.UnpackDir=" + unpacked);
  }

  /** Options of the virtual machine that have it read the archive, where there is one. */
  List<String> options() {
    if (!Files.isRegularFile(archive)) {
      return List.of();
    }
    // An archive that does not fit is passed over, as if it were not there.
    return Stream.concat(
            Stream.of("-XX:SharedArchiveFile=" + archive, "-Xshare:auto"), QUIET.stream())
        .toList();
  }

  /** Makes the files of a server of its own. */
  void furnish(Path domain) throws IOException {
    for (String part : OF_A_DOMAIN) {
      Path from = unpacked.resolve(part);
      try (Stream<Path> files = Files.walk(from)) {
        for (Path file : files.toList()) {
          Path target = domain.resolve(part).resolve(from.relativize(file).toString());
          if (Files.isDirectory(file)) {
            Files.createDirectories(target);
          } else {
            Files.copy(file, target);
          }
        }
      }
    }
  }

  /**
   * Writes the archive at the end of a server that was started for nothing else: one that goes on
   * afterwards may crash (Java 25). Without an archive servers start all the same.
   */
  private void train(Path home) throws IOException {
    try (var channel =
            FileChannel.open(
                archive.resolveSibling(archive.getFileName() + ".lock"),
                StandardOpenOption.CREATE,
                StandardOpenOption.WRITE);
        var lock = channel.tryLock()) {
      if (lock == null || Files.isRegularFile(archive)) {
        return; // another process does it
      }
      Path domain = Files.createTempDirectory(home, UNPACKING);
      furnish(domain);
      Path part = domain.resolve("classes.jsa");
      try {
        if (hasTrained(domain, part)) {
          Files.move(part, archive, StandardCopyOption.ATOMIC_MOVE);
        } else {
          Files.createFile(untrained());
          LOG.log(Level.DEBUG, "No class archive was written");
        }
      } finally {
        delete(domain);
      }
    } catch (OverlappingFileLockException e) {
      LOG.log(Level.DEBUG, "Another thread writes the class archive", e);
    }
  }

  /** Is there where the archive could not be written, so that no start tries in vain again. */
  private Path untrained() {
    return archive.resolveSibling(archive.getFileName() + ".none");
  }

  private boolean hasTrained(Path domain, Path part) throws IOException {
    Path said = domain.resolve("said");
    var command =
        new ArrayList<>(List.of(JavaTools.path("java"), "-XX:ArchiveClassesAtExit=" + part));
    command.addAll(QUIET);
    command.addAll(Server.FRUGAL);
    command.addAll(properties());
    command.addAll(List.of("-jar", launcher.toString()));
    command.addAll(Server.ALONE);
    command.addAll(List.of("--port", Integer.toString(Ports.free())));
    command.addAll(List.of("--rootdir", domain.toString()));
    Path loopback = Files.writeString(domain.resolve("preboot.txt"), Server.LOOPBACK_ONLY);
    command.addAll(List.of("--prebootcommandfile", loopback.toString()));
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(said.toFile()).start();
    try {
      process.getOutputStream().write('\n'); // it has no properties
      process.getOutputStream().flush();
      Instant end = Instant.now().plus(LONGEST_TRAINING);
      while (process.isAlive() && !Files.readString(said).contains(READY)) {
        if (Instant.now().isAfter(end)) {
          return false;
        }
        Thread.sleep(100);
      }
      process.toHandle().destroy(); // its streams stay open
      return process.waitFor(LONGEST_TRAINING.toSeconds(), TimeUnit.SECONDS)
          && Files.isRegularFile(part);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    } finally {
      process.destroyForcibly();
    }
  }

  /** Deletes a folder with all that is in it, if it is there. */
  static void delete(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
