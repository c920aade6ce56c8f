package org.carafe.dev.debug;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.DirectoryStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.carafe.core.text.Messages;
import org.carafe.core.web.StaticFiles;
import org.jspecify.annotations.Nullable;

/**
 * The modules' pages, texts and static files as they are in the source folders: what is changed
 * there shows on the next request.
 */
final class SourceFiles {
  private final List<Path> resources = new ArrayList<>();
  private final List<Path> webFolders = new ArrayList<>();
  private final Map<Path, FileTime> seen = new HashMap<>();

  SourceFiles(Path root) {
    try (DirectoryStream<Path> modules = Files.newDirectoryStream(root, "*-module")) {
      for (Path module : modules) {
        Path sources = module.resolve("src/main/resources");
        resources.add(sources);
        webFolders.add(sources.resolve("META-INF/resources"));
        webFolders.add(module.resolve("src/main/webapp"));
      }
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    resources.removeIf(folder -> !Files.isDirectory(folder));
    webFolders.removeIf(folder -> !Files.isDirectory(folder));
  }

  /** A page or template by its path in the web application, such as {@code /WEB-INF/base.xhtml}. */
  Optional<Path> view(String path) {
    return webFolders.stream()
        .map(folder -> folder.resolve(path.replaceFirst("^/+", "")).normalize())
        .filter(file -> webFolders.stream().anyMatch(file::startsWith))
        .filter(Files::isRegularFile)
        .findFirst();
  }

  /** Puts in what has changed since the last call; the first one takes everything. */
  synchronized void refresh(StaticFiles statics, Messages messages) {
    try {
      for (Path folder : webFolders) {
        for (Path file : changed(folder, SourceFiles::isStatic)) {
          String name = folder.relativize(file).toString().replace('\\', '/');
          statics.put(name, Files.readAllBytes(file));
        }
      }
      boolean said = false;
      for (Path folder : resources) {
        said |= !changed(folder.resolve("org"), SourceFiles::isBundle).isEmpty();
      }
      if (said) {
        messages.reread(new Sources(resources));
      }
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static boolean isStatic(Path name) {
    return !name.startsWith("WEB-INF") && !name.startsWith("META-INF");
  }

  private static boolean isBundle(Path name) {
    return name.getFileName().toString().matches("messages(_\\w+)?\\.properties");
  }

  private List<Path> changed(Path folder, Predicate<Path> wanted) throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    var changed = new ArrayList<Path>();
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (wanted.test(folder.relativize(file))
                && !attributes
                    .lastModifiedTime()
                    .equals(seen.put(file, attributes.lastModifiedTime()))) {
              changed.add(file);
            }
            return FileVisitResult.CONTINUE;
          }
        });
    return changed;
  }

  /** Finds bundles in the source folders first; made anew each time, so nothing is kept. */
  private static final class Sources extends URLClassLoader {
    Sources(List<Path> folders) throws MalformedURLException {
      super(urls(folders), SourceFiles.class.getClassLoader());
    }

    private static URL[] urls(List<Path> folders) throws MalformedURLException {
      var urls = new URL[folders.size()];
      for (int i = 0; i < urls.length; i++) {
        urls[i] = folders.get(i).toUri().toURL();
      }
      return urls;
    }

    @Override
    public @Nullable URL getResource(String name) {
      URL own = findResource(name);
      return own == null ? super.getResource(name) : own;
    }
  }
}
