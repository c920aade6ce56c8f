package org.carafe.testing.suite;

import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.carafe.testing.Site;
import org.eu.ingwar.tools.arquillian.extension.suite.annotations.ArquillianSuiteDeployment;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.importer.ExplodedImporter;
import org.jboss.shrinkwrap.api.spec.JavaArchive;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/** What all integration tests share: the production WAR, the development modules, the tests. */
@ArquillianSuiteDeployment
public final class Suite {
  private Suite() {}

  @Deployment
  public static WebArchive application() throws IOException, URISyntaxException {
    var place = Workplace.current();
    var war =
        ShrinkWrap.create(ExplodedImporter.class, "carafe.war")
            .importDirectory(place.application().toFile())
            .as(WebArchive.class);
    war.addAsLibraries(
        ShrinkWrap.create(ExplodedImporter.class, "tests.jar")
            .importDirectory(place.testClasses().toFile())
            .as(JavaArchive.class));
    addPages(war, place.testClasses().resolve("META-INF/resources"));
    for (var library : development(place.root())) {
      if (!war.contains("/WEB-INF/lib/" + library.getName())) {
        war.addAsLibraries(library);
      }
    }
    for (Class<?> used :
        List.of(
            Site.class,
            org.assertj.core.api.Assertions.class,
            net.bytebuddy.ByteBuddy.class,
            org.jsoup.Jsoup.class)) {
      war.addAsLibraries(whereItIs(used));
    }
    return war;
  }

  /** Pages of the tests' own modules: Payara looks for them in files only, not in folders. */
  private static void addPages(WebArchive war, Path pages) throws IOException {
    if (Files.isDirectory(pages)) {
      try (Stream<Path> files = Files.walk(pages)) {
        files
            .filter(Files::isRegularFile)
            .forEach(
                page -> war.addAsWebResource(page.toFile(), pages.relativize(page).toString()));
      }
    }
  }

  private static File[] development(Path root) throws IOException {
    var target = root.resolve("dev-module/target");
    if (!Files.isRegularFile(target.resolve("classpath"))) {
      return new File[0];
    }
    try (var jars = Files.newDirectoryStream(target, "dev-module-*.jar")) {
      var libraries =
          Stream.of(Files.readString(target.resolve("classpath")).split(File.pathSeparator))
              .map(File::new);
      var own = Stream.of(jars.iterator().next().toFile());
      return Stream.concat(own, libraries).toArray(File[]::new);
    }
  }

  private static File whereItIs(Class<?> type) throws URISyntaxException {
    return new File(type.getProtectionDomain().getCodeSource().getLocation().toURI());
  }
}
