package org.carafe.cli.schema;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.persistence.descriptors.ClassDescriptor;
import org.eclipse.persistence.internal.helper.DatabaseField;
import org.eclipse.persistence.mappings.DatabaseMapping;
import org.eclipse.persistence.mappings.OneToOneMapping;
import org.eclipse.persistence.mappings.foundation.AbstractDirectMapping;

/** Finds what EclipseLink makes of a mapping in silence and nobody would want. */
final class ModelLint {
  private final Schema schema;
  private final List<String> complaints = new ArrayList<>();

  private ModelLint(Schema schema) {
    this.schema = schema;
  }

  static List<String> complaints(List<ClassDescriptor> descriptors, Schema schema) {
    var lint = new ModelLint(schema);
    for (ClassDescriptor descriptor : descriptors) {
      for (DatabaseMapping mapping : descriptor.getMappings()) {
        String attribute =
            descriptor.getJavaClass().getSimpleName() + "." + mapping.getAttributeName();
        lint.name(attribute, mapping);
        if (mapping.isDirectToFieldMapping()) {
          lint.value(attribute, (AbstractDirectMapping) mapping);
        } else if (mapping.isOneToOneMapping()
            && ((OneToOneMapping) mapping).isForeignKeyRelationship()) {
          lint.reference(attribute, (OneToOneMapping) mapping);
        }
      }
    }
    return lint.complaints.stream().distinct().sorted().toList();
  }

  private Optional<Column> column(DatabaseField field) {
    return Optional.ofNullable(schema.tables.get(field.getTableName()))
        .flatMap(table -> table.column(field.getName()));
  }

  /** Without a name EclipseLink writes CREATEDAT for createdAt. */
  private void name(String attribute, DatabaseMapping mapping) {
    String plain = mapping.getAttributeName();
    for (DatabaseField field : mapping.getFields()) {
      if (field.getName().equals(plain.toUpperCase(java.util.Locale.ROOT))
          && !plain.equals(Sql.lower(plain))) {
        complaints.add(
            "%s has no column name and would be %s. Write @Column(name = \"%s\")."
                .formatted(
                    attribute,
                    field.getName(),
                    Sql.lower(plain.replaceAll("([a-z0-9])([A-Z])", "$1_$2"))));
      }
    }
  }

  private void value(String attribute, AbstractDirectMapping mapping) {
    Column column = column(mapping.getField()).orElse(null);
    if (column == null) {
      return;
    }
    unique(attribute, mapping, column);
    Class<?> type = mapping.getAttributeClassification();
    if (column.type().equals("longblob") && type != null && !type.isArray()) {
      complaints.add(
          "%s, a %s, would be kept as a serialised object. Give it an AttributeConverter."
              .formatted(attribute, type.getSimpleName()));
    }
    if (!mapping.getField().isNullable() && column.nullable()) {
      complaints.add(
          "%s says nullable = false, which its columnDefinition loses. Write “not null” into columnDefinition."
              .formatted(attribute));
    }
  }

  private void unique(String attribute, AbstractDirectMapping mapping, Column column) {
    boolean kept =
        Optional.ofNullable(schema.tables.get(mapping.getField().getTableName())).stream()
            .flatMap(table -> table.keys.stream())
            .anyMatch(key -> key.columns().equals(List.of(column.name())));
    if (mapping.getField().isUnique() && !kept) {
      complaints.add(
          "%s says unique = true, which its columnDefinition loses. Write @UniqueConstraint into @Table."
              .formatted(attribute));
    }
  }

  private void reference(String attribute, OneToOneMapping mapping) {
    for (DatabaseField field : mapping.getForeignKeyFields()) {
      TableDefinition table = schema.tables.get(field.getTableName());
      Column column = column(field).orElse(null);
      if (table == null || column == null) {
        continue;
      }
      if (table.foreignKeys.stream().noneMatch(key -> key.columns().contains(column.name()))) {
        complaints.add(
            "%s gets no foreign key on %s.%s. EclipseLink loses the unnamed ones of a table where one has a name: name none with @ForeignKey."
                .formatted(attribute, table.name, column.name()));
      }
      if (!mapping.isOptional() && column.nullable()) {
        complaints.add(
            "%s is optional = false, but %s.%s may be null. Write @JoinColumn(nullable = false)."
                .formatted(attribute, table.name, column.name()));
      }
    }
  }
}
