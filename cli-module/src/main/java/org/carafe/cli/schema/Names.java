package org.carafe.cli.schema;

import java.util.List;
import java.util.regex.Pattern;

/** What a person would call the keys that EclipseLink gave a name of its own. */
final class Names {
  private static final Pattern INVENTED = Pattern.compile("(FK|UNQ|INDEX)_.*");
  private static final int LONGEST = 64;

  private Names() {}

  static void give(TableDefinition table) {
    table.foreignKeys.replaceAll(
        key ->
            INVENTED.matcher(key.name()).matches()
                ? key.named(name(table.name, key.columns(), "fk"))
                : key);
    table.implicitKeys.clear();
    table.keys.replaceAll(
        key ->
            isInvented(table, key)
                ? key.named(
                    name(table.name, key.columns(), key.kind().equals("unique") ? "uk" : "ix"))
                : key);
  }

  /** Of a column's {@code unique = true} the server makes a key with the column's own name. */
  private static boolean isInvented(TableDefinition table, Key key) {
    return INVENTED.matcher(key.name()).matches()
        || (key.kind().equals("unique") && table.column(key.name()).isPresent());
  }

  private static String name(String table, List<String> columns, String kind) {
    String middle =
        String.join("_", columns.stream().map(c -> c.replaceFirst("_(id|key)$", "")).toList());
    String name = Sql.lower(table + "_" + middle);
    return name.substring(0, Math.min(name.length(), LONGEST - kind.length() - 1)) + "_" + kind;
  }
}
