package org.carafe.cli.schema;

import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.SharedCacheMode;
import jakarta.persistence.ValidationMode;
import jakarta.persistence.spi.ClassTransformer;
import jakarta.persistence.spi.PersistenceUnitInfo;
import jakarta.persistence.spi.PersistenceUnitTransactionType;
import java.net.URL;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import javax.sql.DataSource;
import org.carafe.core.migration.Database;
import org.carafe.core.migration.MigrationException;
import org.eclipse.persistence.jpa.PersistenceProvider;
import org.jspecify.annotations.Nullable;
import org.mariadb.jdbc.MariaDbDataSource;

/** A persistence unit of these classes, outside of any server. */
public record ModelUnit(String name, List<String> classes, ClassLoader loader)
    implements PersistenceUnitInfo {

  /** Works on a database whose tables are there. */
  public EntityManagerFactory on(Database database) {
    return deploy(database, Map.of("eclipselink.logging.level", "OFF"));
  }

  EntityManagerFactory deploy(Database database, Map<String, Object> more) {
    Map<String, Object> properties = new HashMap<>(more);
    properties.put("eclipselink.target-database", "MariaDB");
    properties.put("eclipselink.weaving", "false");
    // Not by user and password: EclipseLink takes a password of hexadecimal digits for an encrypted
    // one.
    properties.put("jakarta.persistence.nonJtaDataSource", dataSource(database));
    properties.put("eclipselink.session-name", name);
    return new PersistenceProvider().createContainerEntityManagerFactory(this, properties);
  }

  /** Connections to a database, each a new one. */
  public static DataSource dataSource(Database database) {
    try {
      var source = new MariaDbDataSource(Database.withoutLocalFiles(database.url()));
      source.setUser(database.user());
      source.setPassword(database.password());
      return source;
    } catch (SQLException failure) {
      throw new MigrationException(
          "The address %s is not understood: %s"
              .formatted(database.shownUrl(), failure.getMessage()),
          failure);
    }
  }

  @Override
  public String getPersistenceUnitName() {
    return name;
  }

  @Override
  public String getPersistenceProviderClassName() {
    return "org.eclipse.persistence.jpa.PersistenceProvider";
  }

  @Override
  public PersistenceUnitTransactionType getTransactionType() {
    return PersistenceUnitTransactionType.RESOURCE_LOCAL;
  }

  @Override
  public @Nullable DataSource getJtaDataSource() {
    return null;
  }

  @Override
  public @Nullable DataSource getNonJtaDataSource() {
    return null;
  }

  @Override
  public List<String> getMappingFileNames() {
    return List.of();
  }

  @Override
  public List<URL> getJarFileUrls() {
    return List.of();
  }

  @Override
  public URL getPersistenceUnitRootUrl() {
    return ModelUnit.class.getProtectionDomain().getCodeSource().getLocation();
  }

  @Override
  public List<String> getManagedClassNames() {
    return classes;
  }

  @Override
  public boolean excludeUnlistedClasses() {
    return true;
  }

  @Override
  public SharedCacheMode getSharedCacheMode() {
    return SharedCacheMode.NONE;
  }

  @Override
  public ValidationMode getValidationMode() {
    return ValidationMode.NONE;
  }

  @Override
  public Properties getProperties() {
    return new Properties();
  }

  @Override
  public String getPersistenceXMLSchemaVersion() {
    return "3.0";
  }

  @Override
  public ClassLoader getClassLoader() {
    return loader;
  }

  @Override
  public void addTransformer(ClassTransformer transformer) {
    // nothing is woven: the model is only read
  }

  @Override
  public ClassLoader getNewTempClassLoader() {
    return loader;
  }
}
