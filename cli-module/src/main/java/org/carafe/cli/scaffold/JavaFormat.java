package org.carafe.cli.scaffold;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.carafe.testing.JavaTools;

/**
 * google-java-format, as the build checks it. It reaches into the compiler, which a running Java
 * does not let it, so it has a process of its own.
 */
final class JavaFormat {
  private static final List<String> OPENED =
      List.of("api", "code", "file", "main", "parser", "tree", "util");

  private JavaFormat() {}

  /** Formats the files, and takes imports away that are not used. */
  static void apply(List<Path> files) throws IOException {
    if (files.isEmpty()) {
      return;
    }
    var command = new ArrayList<String>();
    command.add(JavaTools.path("java"));
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xshare:auto"));
    OPENED.forEach(
        name ->
            command.add("--add-exports=jdk.compiler/com.sun.tools.javac." + name + "=ALL-UNNAMED"));
    command.addAll(
        List.of(
            "-cp",
            System.getProperty("java.class.path"),
            "com.google.googlejavaformat.java.Main",
            "--skip-reflowing-long-strings",
            "--replace"));
    command.addAll(files.stream().map(Path::toString).toList());
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    process.getOutputStream().close();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    try {
      if (process.waitFor() != 0) {
        throw new IllegalStateException("What was written is no Java:\n" + said);
      }
    } catch (InterruptedException e) {
      process.destroy();
      Thread.currentThread().interrupt();
      throw new IOException("Interrupted while formatting", e);
    }
    for (Path file : files) {
      Files.writeString(file, withoutGaps(Files.readString(file)));
    }
  }

  /** An import that was taken away leaves its empty line, which the build's check refuses. */
  private static String withoutGaps(String code) {
    int body = Math.max(0, code.indexOf('{'));
    return code.substring(0, body).replaceAll(";\n{3,}", ";\n\n") + code.substring(body);
  }

  static List<Path> javaFiles(Stream<Path> files) {
    return files.filter(file -> file.toString().endsWith(".java")).toList();
  }
}
