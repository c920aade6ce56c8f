package org.carafe.cli.debug;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.net.URLConnection;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Enumeration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.carafe.core.AssembledFiles;
import org.jspecify.annotations.Nullable;

/**
 * The exploded WAR that the server runs. Its files are links to what the build made, so a changed
 * one is put in the place of the old: nothing is written through a link, nor under the feet of the
 * running application, which goes on reading the jar it opened.
 */
final class Deployed {
  private static final String WEB = "web-module";
  private static final String DRIVER = "org.carafe.core.persistence.FirstConnection";
  private static final String RECORDING = "org.carafe.dev.debug.RecordingDataSource";
  private static final Pattern JAR = Pattern.compile("([a-z]+-module)-.*\\.jar");

  private final Path folder;

  Deployed(Path folder) {
    // Else a jar that was put in the place of another would be read as it was before.
    URLConnection.setDefaultUseCaches("jar", false);
    this.folder = folder;
  }

  /** Names the data source that records, where the development modules are there. */
  void recordSql() throws IOException {
    Path descriptor = folder.resolve("WEB-INF/web.xml");
    String text = Files.readString(descriptor);
    if (jar("dev-module").isPresent() && text.contains(DRIVER)) {
      Path draft =
          Files.writeString(folder.resolveSibling("web.xml"), text.replace(DRIVER, RECORDING));
      Files.move(draft, descriptor, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  /** The modules that are in it. */
  List<String> modules() throws IOException {
    var names = new ArrayList<String>();
    names.add(WEB);
    try (DirectoryStream<Path> jars = Files.newDirectoryStream(libraries(), "*-module-*.jar")) {
      for (Path jar : jars) {
        var name = JAR.matcher(jar.getFileName().toString());
        if (name.matches()) {
          names.add(name.group(1));
        }
      }
    }
    return names;
  }

  /**
   * What has changed in a module.
   *
   * @param classes the new class files
   * @param gone the paths of class files that are no longer there
   * @param resources changed files of {@code src/main}; some of them may be gone
   */
  record Change(List<Path> classes, List<String> gone, List<Path> resources) {
    boolean isEmpty() {
      return classes.isEmpty() && gone.isEmpty() && resources.isEmpty();
    }
  }

  /**
   * Puts changed files of a module in.
   *
   * @param classes the root of the class files in the change
   * @param main the module's {@code src/main}
   */
  void put(String module, Change change, Path classes, Path main) throws IOException {
    if (module.equals(WEB)) {
      putIntoFolder(change, classes, main);
    } else {
      putIntoJar(jar(module).orElseThrow(), change, classes, main);
    }
  }

  private void putIntoJar(Path jar, Change change, Path classes, Path main) throws IOException {
    Path copy = folder.resolveSibling("changed.jar");
    Files.copy(jar, copy, StandardCopyOption.REPLACE_EXISTING);
    try (FileSystem contents = FileSystems.newFileSystem(copy)) {
      fill(contents.getPath("/"), change, classes);
      for (Path file : change.resources()) {
        if (file.startsWith(main.resolve("resources"))) {
          String name = main.resolve("resources").relativize(file).toString();
          replace(contents.getPath("/").resolve(name), file);
        }
      }
    }
    Files.move(copy, jar, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
  }

  private void putIntoFolder(Change change, Path classes, Path main) throws IOException {
    Path own = folder.resolve("WEB-INF/classes");
    fill(own, change, classes);
    for (Path file : change.resources()) {
      if (file.startsWith(main.resolve("webapp"))) {
        replace(folder.resolve(main.resolve("webapp").relativize(file)), file);
      } else if (file.startsWith(main.resolve("resources"))) {
        replace(own.resolve(main.resolve("resources").relativize(file)), file);
      }
    }
    recordSql();
  }

  private static void fill(Path root, Change change, Path classes) throws IOException {
    for (Path file : change.classes()) {
      replace(root.resolve(classes.relativize(file).toString()), file);
    }
    for (String name : change.gone()) {
      Files.deleteIfExists(root.resolve(name));
    }
  }

  private static void replace(Path target, Path source) throws IOException {
    Files.deleteIfExists(target);
    if (Files.exists(source)) {
      Files.createDirectories(target.getParent());
      Files.copy(source, target);
    }
  }

  /** The class files of a module that a source was compiled to, such as {@code org/x/A$B.class}. */
  List<String> classesOf(String module, String source) throws IOException {
    String outer = source.replaceFirst("\\.java$", "");
    if (module.equals(WEB)) {
      return classesBelow(folder.resolve("WEB-INF/classes"), outer);
    }
    try (FileSystem contents = FileSystems.newFileSystem(jar(module).orElseThrow())) {
      return classesBelow(contents.getPath("/"), outer);
    }
  }

  private static List<String> classesBelow(Path root, String outer) throws IOException {
    Path parent = root.resolve(outer).getParent();
    if (parent == null || !Files.isDirectory(parent)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(parent)) {
      return files
          .map(file -> root.relativize(file).toString())
          .filter(name -> name.equals(outer + ".class") || name.startsWith(outer + "$"))
          .toList();
    }
  }

  /**
   * The sources of a module whose classes use one of these, whether or not they name it: a method
   * may be called on what another method answers.
   *
   * @param used paths of sources, such as {@code org/x/A.java}
   */
  Set<String> sourcesUsing(String module, Collection<String> used) throws IOException {
    if (module.equals(WEB)) {
      return sourcesUsing(folder.resolve("WEB-INF/classes"), used);
    }
    try (FileSystem contents = FileSystems.newFileSystem(jar(module).orElseThrow())) {
      return sourcesUsing(contents.getPath("/"), used);
    }
  }

  /** Class files have the names of what they use in full, as UTF-8. */
  static Set<String> sourcesUsing(Path root, Collection<String> used) throws IOException {
    var names = used.stream().map(path -> path.replaceFirst("\\.java$", "")).toList();
    var found = new TreeSet<String>();
    try (Stream<Path> files = Files.walk(root)) {
      for (Path file : files.filter(path -> path.toString().endsWith(".class")).toList()) {
        String code = Files.readString(file, StandardCharsets.ISO_8859_1);
        if (names.stream().anyMatch(code::contains)) {
          found.add(root.relativize(file).toString().replaceFirst("(\\$[^/]*)?\\.class$", ".java"));
        }
      }
    }
    return found;
  }

  /** Puts together again what tells of all modules, which the build does otherwise. */
  void assemble() throws IOException {
    var jars = new ArrayList<URL>();
    jars.add(folder.resolve("WEB-INF/classes").toUri().toURL());
    for (String module : modules()) {
      Optional<Path> jar = jar(module);
      if (jar.isPresent()) {
        jars.add(jar.get().toUri().toURL());
      }
    }
    // Not the modules on this process's own class path, which are those of the build.
    try (var loader = new ModulesFirst(jars.toArray(URL[]::new))) {
      Path drafts = folder.resolveSibling("assembled");
      write(loader, drafts);
      try (DirectoryStream<Path> files = Files.newDirectoryStream(drafts)) {
        for (Path file : files) {
          Path target = folder.resolve("WEB-INF/classes/META-INF").resolve(file.getFileName());
          Files.move(file, target, StandardCopyOption.REPLACE_EXISTING);
        }
      }
    }
  }

  private static void write(ClassLoader loader, Path folder) throws IOException {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(loader);
    try {
      loader
          .loadClass(AssembledFiles.class.getName())
          .getMethod("main", String[].class)
          .invoke(null, (Object) new String[] {folder.toString()});
    } catch (ReflectiveOperationException failure) {
      throw new IOException(
          "The entities and openapi.yaml of the modules cannot be put together", failure);
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  private Path libraries() {
    return folder.resolve("WEB-INF/lib");
  }

  private Optional<Path> jar(String module) throws IOException {
    try (DirectoryStream<Path> jars = Files.newDirectoryStream(libraries(), module + "-*.jar")) {
      var found = jars.iterator();
      return found.hasNext() ? Optional.of(found.next()) : Optional.empty();
    }
  }

  /** Takes the modules' classes from these jars and everything else from this process. */
  private static final class ModulesFirst extends URLClassLoader {
    ModulesFirst(URL[] jars) {
      super(jars, Deployed.class.getClassLoader());
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      synchronized (getClassLoadingLock(name)) {
        Class<?> loaded = findLoadedClass(name);
        if (loaded == null && name.startsWith("org.carafe.")) {
          try {
            loaded = findClass(name);
          } catch (ClassNotFoundException elsewhere) {
            loaded = null;
          }
        }
        return loaded == null ? super.loadClass(name, resolve) : loaded;
      }
    }

    @Override
    public @Nullable URL getResource(String name) {
      URL own = findResource(name);
      return own == null ? super.getResource(name) : own;
    }

    @Override
    public Enumeration<URL> getResources(String name) throws IOException {
      return findResources(name);
    }
  }
}
