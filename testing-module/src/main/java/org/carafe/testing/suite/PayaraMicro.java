package org.carafe.testing.suite;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.carafe.testing.Server;
import org.carafe.testing.ServerException;
import org.carafe.testing.Site;
import org.jboss.arquillian.container.spi.client.container.ContainerConfiguration;
import org.jboss.arquillian.container.spi.client.container.DeployableContainer;
import org.jboss.arquillian.container.spi.client.container.DeploymentException;
import org.jboss.arquillian.container.spi.client.protocol.ProtocolDescription;
import org.jboss.arquillian.container.spi.client.protocol.metadata.HTTPContext;
import org.jboss.arquillian.container.spi.client.protocol.metadata.ProtocolMetaData;
import org.jboss.arquillian.container.spi.client.protocol.metadata.Servlet;
import org.jboss.shrinkwrap.api.Archive;
import org.jboss.shrinkwrap.api.exporter.ExplodedExporter;
import org.jspecify.annotations.Nullable;

/** Arquillian's container: starts the server with the archive, and ends it with the suite. */
public final class PayaraMicro implements DeployableContainer<PayaraMicro.Configuration> {
  /** Nothing to configure: the build and {@link Site} say everything. */
  public static final class Configuration implements ContainerConfiguration {
    @Override
    public void validate() {
      // nothing can be wrong
    }
  }

  private @Nullable Server server;

  @Override
  public Class<Configuration> getConfigurationClass() {
    return Configuration.class;
  }

  @Override
  public ProtocolDescription getDefaultProtocol() {
    return new ProtocolDescription("Servlet 5.0");
  }

  @Override
  public ProtocolMetaData deploy(Archive<?> archive) throws DeploymentException {
    var place = Workplace.current();
    var site = Site.current();
    try {
      var folder = Files.createDirectories(place.target().resolve("it-server"));
      server = start(place, site, folder, explode(archive, folder));
    } catch (IOException | ServerException e) {
      throw new DeploymentException(e.getMessage(), e);
    }
    var http = new HTTPContext("localhost", site.url().getPort());
    http.add(new Servlet("ArquillianServletRunnerEE9", ""));
    return new ProtocolMetaData().addContext(http);
  }

  private static Path explode(Archive<?> archive, Path folder) {
    File exploded = archive.as(ExplodedExporter.class).exportExploded(folder.toFile(), "carafe");
    return exploded.toPath();
  }

  private static Server start(Workplace place, Site site, Path folder, Path application)
      throws IOException {
    return Server.of(place.payaraMicro(), application)
        .port(site.url().getPort())
        .directory(place.root())
        .folder(folder)
        .home(place.root().resolve("var/payara"))
        .log(site.log())
        .property("carafe.profile", "test")
        .property("base.url", site.url().toString())
        .property("secret.key", Site.SECRET_KEY)
        .property("secret.key.fallbacks", Site.EARLIER_SECRET_KEY)
        .property("db.url", site.database().url())
        .property("db.user", site.database().user())
        .property("db.password", site.database().password())
        .property("mail.transport", "smtp")
        .property("mail.smtp.host", "127.0.0.1")
        .property("mail.smtp.port", Integer.toString(site.inbox().port()))
        .property("mail.smtp.tls", "none")
        .property("dev.mail.folder", emptied(place.target().resolve("it-mail")))
        .property("mail.bounce.address", "bounce@carafe.example")
        .property("mail.bounce.secret", "a-secret-for-tests-that-guards-nothing")
        .property("admin.password", site.administratorPassword())
        .start();
  }

  /** Where tests put mail for the development inbox; what it sends itself goes to the sink. */
  private static String emptied(Path folder) throws IOException {
    TestClasses.delete(folder);
    return Files.createDirectories(folder).toString();
  }

  @Override
  public void undeploy(Archive<?> archive) {
    stop();
  }

  @Override
  public void stop() {
    if (server != null) {
      server.close();
      server = null;
    }
  }
}
