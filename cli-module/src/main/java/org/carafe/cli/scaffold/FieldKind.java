package org.carafe.cli.scaffold;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What a field can hold: how Java, the database, a form and JSON call it. */
enum FieldKind {
  STRING("String", "varchar(200)", "length = 200", "maxLength: 200"),
  TEXT("String", "longtext", "", "maxLength: 20000"),
  DATE("LocalDate", "date", "", "format: date"),
  DATETIME("Instant", "datetime(6)", "", "format: date-time"),
  BOOLEAN("boolean", "boolean not null default false", "", ""),
  DECIMAL("BigDecimal", "decimal(12,2)", "precision = 12, scale = 2", ""),
  INT("Integer", "int", "", "format: int32"),
  ENUM("", "varchar(40)", "length = 40", ""),
  URL("String", "varchar(2000)", "length = 2000", "format: uri, maxLength: 2000"),
  EMAIL("String", "varchar(254)", "length = 254", "format: email, maxLength: 254");

  final String javaType;
  final String sqlType;
  final String columnAttributes;
  final String schemaAttributes;

  FieldKind(String javaType, String sqlType, String columnAttributes, String schemaAttributes) {
    this.javaType = javaType;
    this.sqlType = sqlType;
    this.columnAttributes = columnAttributes;
    this.schemaAttributes = schemaAttributes;
  }

  /** An empty text is an empty text: such a field is never null. */
  boolean isText() {
    return javaType.equals("String");
  }

  String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  static List<String> ids() {
    return Arrays.stream(values()).map(FieldKind::id).toList();
  }
}
