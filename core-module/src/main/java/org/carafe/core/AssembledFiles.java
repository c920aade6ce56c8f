package org.carafe.core;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.carafe.core.persistence.PersistenceXml;
import org.carafe.core.rest.OpenApiDocument;

/**
 * Writes at web's build time what tells of all modules together, so that no list of them is kept:
 * {@code persistence.xml} and {@code openapi.yaml}.
 */
public final class AssembledFiles {
  private AssembledFiles() {}

  /** Writes them into the folder named by the one argument. */
  public static void main(String[] arguments) throws IOException {
    Path folder = Files.createDirectories(Path.of(arguments[0]));
    ClassLoader loader = Thread.currentThread().getContextClassLoader();
    Files.writeString(folder.resolve("persistence.xml"), PersistenceXml.text(loader));
    Files.writeString(folder.resolve("openapi.yaml"), OpenApiDocument.of(Application.discover()));
  }
}
