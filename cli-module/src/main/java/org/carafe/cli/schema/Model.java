package org.carafe.cli.schema;

import jakarta.persistence.EntityManagerFactory;
import java.io.StringWriter;
import java.lang.reflect.Field;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.carafe.core.migration.Database;
import org.carafe.core.migration.MigrationException;
import org.carafe.core.migration.SqlParts;
import org.eclipse.persistence.descriptors.ClassDescriptor;
import org.eclipse.persistence.internal.helper.DatabaseField;
import org.eclipse.persistence.jpa.JpaHelper;
import org.eclipse.persistence.mappings.DatabaseMapping;

/**
 * The schema that the entities ask for. EclipseLink makes it in a scratch database; what JPA cannot
 * say is added from each module's {@code db/model/<module>.sql}, and names that EclipseLink made up
 * are replaced by what a person would have called them.
 */
final class Model {
  private final Schema schema;
  private final List<String> complaints;

  private Model(Schema schema, List<String> complaints) {
    this.schema = schema;
    this.complaints = complaints;
  }

  /**
   * Builds the model.
   *
   * @param scratch an empty database
   * @param tables learns which module each table belongs to
   * @param additions the text of a module's {@code db/model/<module>.sql}
   */
  static Model of(
      List<String> classes,
      ClassLoader loader,
      Database scratch,
      ModuleTables tables,
      Function<String, Optional<String>> additions) {
    var definition = new StringWriter();
    try (EntityManagerFactory factory = deploy(classes, loader, scratch, definition)) {
      factory.createEntityManager().close();
      List<ClassDescriptor> descriptors =
          List.copyOf(JpaHelper.getServerSession(factory).getDescriptors().values());
      make(scratch, definition.toString());
      own(tables, descriptors);
      // Looked at before the additions, which may say what the entities must say.
      List<String> complaints = ModelLint.complaints(descriptors, Schema.read(scratch));
      List<String> order = tables.modules();
      for (String module : order) {
        Optional<String> text = additions.apply(module);
        if (text.isPresent()) {
          add(scratch, tables, module, text.get());
        }
      }
      Schema schema = Schema.read(scratch);
      normalise(schema, descriptors);
      return new Model(schema, complaints);
    } catch (SQLException failure) {
      throw new MigrationException(
          "The entity model could not be read back: " + failure.getMessage(), failure);
    }
  }

  private static EntityManagerFactory deploy(
      List<String> classes, ClassLoader loader, Database scratch, StringWriter definition) {
    Map<String, Object> properties = new HashMap<>();
    properties.put("jakarta.persistence.schema-generation.scripts.action", "create");
    properties.put("jakarta.persistence.schema-generation.scripts.create-target", definition);
    properties.put("eclipselink.logging.level", "OFF");
    return new ModelUnit("model-" + UUID.randomUUID(), classes, loader).deploy(scratch, properties);
  }

  private static void make(Database scratch, String definition) throws SQLException {
    try (Connection connection = scratch.connect();
        Statement statement = connection.createStatement()) {
      for (String sql : definition.lines().filter(line -> !line.isBlank()).toList()) {
        try {
          statement.execute(sql);
        } catch (SQLException refused) {
          throw new MigrationException(
              "The entity model makes a statement that the database refuses: %s (%s). Correct the mapping."
                  .formatted(sql, refused.getMessage()),
              refused);
        }
      }
      dropInventedDefaults(scratch, statement);
    }
  }

  /** EclipseLink gives every boolean a default, whether it was asked for or not. */
  private static void dropInventedDefaults(Database scratch, Statement statement)
      throws SQLException {
    for (TableDefinition table : Schema.read(scratch).tables.values()) {
      for (Column column : table.columns.values()) {
        if (column.type().equals("tinyint(1)") && column.byDefault().equals("0")) {
          statement.execute(
              "alter table %s alter column %s drop default"
                  .formatted(Sql.name(table.name), Sql.name(column.name())));
        }
      }
    }
  }

  private static void own(ModuleTables tables, List<ClassDescriptor> descriptors) {
    for (ClassDescriptor descriptor : descriptors) {
      String module = tables.moduleOf(descriptor.getJavaClass()).orElse("");
      descriptor.getTables().forEach(table -> tables.own(module, table.getName()));
      for (DatabaseMapping mapping : descriptor.getMappings()) {
        relationTable(mapping).ifPresent(table -> tables.own(module, table));
      }
    }
  }

  private static Optional<String> relationTable(DatabaseMapping mapping) {
    if (mapping.isManyToManyMapping()) {
      return Optional.of(
          ((org.eclipse.persistence.mappings.ManyToManyMapping) mapping).getRelationTableName());
    }
    if (mapping.isDirectCollectionMapping()) {
      return Optional.of(
          ((org.eclipse.persistence.mappings.DirectCollectionMapping) mapping)
              .getReferenceTableName());
    }
    if (mapping.isAggregateCollectionMapping()) {
      return mapping.getReferenceDescriptor().getTables().stream()
          .findFirst()
          .map(table -> table.getName());
    }
    return Optional.empty();
  }

  private static void add(Database scratch, ModuleTables tables, String module, String text)
      throws SQLException {
    Set<String> before = new LinkedHashSet<>(Schema.read(scratch).tables.keySet());
    try (Connection connection = scratch.connect();
        Statement statement = connection.createStatement()) {
      for (String sql : SqlParts.of(text, ';')) {
        try {
          statement.execute(sql);
        } catch (SQLException refused) {
          throw new MigrationException(
              "db/model/%s.sql: %s (%s)".formatted(module, refused.getMessage(), sql), refused);
        }
      }
    }
    Schema.read(scratch).tables.keySet().stream()
        .filter(table -> !before.contains(table))
        .forEach(table -> tables.own(module, table));
  }

  private static void normalise(Schema schema, List<ClassDescriptor> descriptors) {
    for (TableDefinition table : schema.tables.values()) {
      for (String name : List.copyOf(table.columns.keySet())) {
        if (name.equals(name.toUpperCase(Locale.ROOT))) {
          table.renameColumn(name, Sql.lower(name));
        }
      }
      table.foreignKeys.replaceAll(
          key -> {
            ForeignKey lowered = key;
            for (String target : key.targetColumns()) {
              lowered =
                  lowered.withTarget(
                      target,
                      target.equals(target.toUpperCase(Locale.ROOT)) ? Sql.lower(target) : target);
            }
            return lowered;
          });
      Names.give(table);
    }
    descriptors.forEach(descriptor -> order(schema, descriptor));
  }

  /** The order of the fields in the source; EclipseLink's is alphabetical. */
  private static void order(Schema schema, ClassDescriptor descriptor) {
    if (descriptor.getTables().isEmpty()) {
      return;
    }
    TableDefinition table = schema.tables.get(descriptor.getTables().get(0).getName());
    if (table == null) {
      return;
    }
    var ordered = new LinkedHashMap<String, Column>();
    for (Field field : fields(descriptor.getJavaClass())) {
      DatabaseMapping mapping = descriptor.getMappingForAttributeName(field.getName());
      if (mapping != null) {
        for (DatabaseField column : mapping.getFields()) {
          table.column(column.getName()).ifPresent(found -> ordered.put(found.name(), found));
        }
      }
    }
    table.columns.forEach(ordered::putIfAbsent);
    table.columns.clear();
    table.columns.putAll(ordered);
  }

  private static List<Field> fields(Class<?> type) {
    var fields = new ArrayList<Field>();
    for (Class<?> at = type; at != null && at != Object.class; at = at.getSuperclass()) {
      fields.addAll(0, Stream.of(at.getDeclaredFields()).toList());
    }
    return fields;
  }

  Schema schema() {
    return schema;
  }

  /** What is wrong with the mapping of the entities, a sentence each. */
  List<String> complaints() {
    return complaints;
  }

  /**
   * Leaves alone what the model has no words for: where it says nothing of a default, a comment, a
   * collation or what a foreign key does on delete, the database's own counts.
   */
  Model completedFrom(Schema database, ModuleTables tables) {
    for (TableDefinition table : schema.tables.values()) {
      TableDefinition there = database.tables.get(table.name);
      if (there != null) {
        complete(table, there);
      }
      table.foreignKeys.replaceAll(
          key ->
              key.actions().isEmpty()
                      && (there == null || there.foreignKeys.stream().noneMatch(key::leadsAsWell))
                  ? key.acting(acrossModules(table, key, tables))
                  : key);
    }
    return this;
  }

  private static void complete(TableDefinition table, TableDefinition there) {
    for (Column column : List.copyOf(table.columns.values())) {
      there
          .column(column.name())
          .ifPresent(
              other -> {
                table.renameColumn(column.name(), other.name());
                table.columns.put(other.name(), column.completedFrom(other));
              });
    }
    String comment = table.options.get("COMMENT");
    table.options.clear();
    table.options.putAll(there.options);
    if (comment != null) {
      table.options.put("COMMENT", comment);
    }
    table.foreignKeys.replaceAll(
        key ->
            there.foreignKeys.stream()
                .filter(other -> key.actions().isEmpty() && key.leadsAsWell(other))
                .findFirst()
                .map(other -> key.acting(other.actions()))
                .orElse(key));
    // An index that somebody made for a foreign key does that key's own index's work.
    there.keys.stream()
        .filter(key -> key.kind().isEmpty())
        .filter(key -> table.foreignKeys.stream().anyMatch(f -> f.columns().equals(key.columns())))
        .filter(key -> table.keys.stream().noneMatch(key::isSame))
        .forEach(table.keys::add);
  }

  /**
   * A row goes with the other module's row it belongs to, so that a module never blocks another.
   */
  private static String acrossModules(TableDefinition table, ForeignKey key, ModuleTables tables) {
    if (tables.moduleOf(table.name).equals(tables.moduleOf(key.target()))) {
      return "";
    }
    boolean required =
        key.columns().stream().flatMap(c -> table.column(c).stream()).noneMatch(Column::nullable);
    return required ? "on delete cascade" : "on delete set null";
  }
}
