package org.carafe.core.persistence;

import java.util.stream.Collectors;

/** Writes the WAR's {@code persistence.xml} at build time from the modules on the class path. */
public final class PersistenceXml {
  private PersistenceXml() {}

  /** The file's text. */
  public static String text(ClassLoader loader) {
    return """
    <?xml version="1.0" encoding="UTF-8"?>
    <persistence xmlns="https://jakarta.ee/xml/ns/persistence" version="3.0">
      <persistence-unit name="app" transaction-type="JTA">
        <provider>org.eclipse.persistence.jpa.PersistenceProvider</provider>
        <jta-data-source>java:app/jdbc/app</jta-data-source>
    %s
        <exclude-unlisted-classes>true</exclude-unlisted-classes>
        <shared-cache-mode>NONE</shared-cache-mode>
        <validation-mode>NONE</validation-mode>
        <properties>
          <property name="jakarta.persistence.schema-generation.database.action" value="none"/>
          <property name="eclipselink.target-database" value="MariaDB"/>
          <property name="eclipselink.logging.level" value="WARNING"/>
        </properties>
      </persistence-unit>
    </persistence>
    """
        .formatted(
            PersistentClasses.find(loader).stream()
                .map(name -> "    <class>" + name + "</class>")
                .collect(Collectors.joining("\n")));
  }
}
