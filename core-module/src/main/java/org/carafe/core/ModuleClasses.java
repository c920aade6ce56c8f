package org.carafe.core;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Every class of every module: of each class folder or jar that has a blueprint. No list is kept by
 * hand, so a module comes and goes with its dependency.
 */
public final class ModuleClasses {
  private static final String MARK = "META-INF/services/org.carafe.core.Blueprint";

  private ModuleClasses() {}

  /** The classes by name, loaded and not initialised. */
  public static List<Class<?>> find(ClassLoader loader) {
    try {
      var names = new TreeSet<String>();
      for (URL mark : Collections.list(loader.getResources(MARK))) {
        names.addAll(classesBeside(mark));
      }
      var found = new ArrayList<Class<?>>();
      for (String name : names) {
        found.add(Class.forName(name, false, loader));
      }
      return found;
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    } catch (ClassNotFoundException | URISyntaxException failure) {
      throw new IllegalStateException("The class path changed while it was read.", failure);
    }
  }

  private static List<String> classesBeside(URL mark) throws IOException, URISyntaxException {
    if (mark.getProtocol().equals("jar")) {
      URI jar = URI.create(mark.toString().replaceFirst("^jar:", "").replaceFirst("!/.*$", ""));
      try (FileSystem contents = FileSystems.newFileSystem(Path.of(jar))) {
        return classesBelow(contents.getPath("/"));
      }
    }
    String path = Path.of(mark.toURI()).toString();
    return classesBelow(Path.of(path.substring(0, path.length() - MARK.length())));
  }

  private static List<String> classesBelow(Path root) throws IOException {
    try (Stream<Path> files = Files.walk(root)) {
      return files
          .map(file -> root.relativize(file).toString())
          .filter(name -> name.endsWith(".class") && !name.endsWith("-info.class"))
          .map(name -> name.substring(0, name.length() - 6).replace('/', '.'))
          .toList();
    }
  }
}
