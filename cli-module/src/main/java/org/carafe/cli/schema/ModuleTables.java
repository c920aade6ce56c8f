package org.carafe.cli.schema;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.carafe.core.Blueprint;

/** Which module a class and a table belong to. */
final class ModuleTables {
  private final List<Blueprint> blueprints;
  private final Map<String, String> owners = new LinkedHashMap<>();

  /**
   * Knows no table yet.
   *
   * @param blueprints in the order of their dependencies
   */
  ModuleTables(List<Blueprint> blueprints) {
    this.blueprints = List.copyOf(blueprints);
  }

  List<String> modules() {
    return blueprints.stream().map(Blueprint::name).toList();
  }

  /** The module whose blueprint's package is nearest above the class. */
  Optional<String> moduleOf(Class<?> type) {
    return blueprints.stream()
        .filter(blueprint -> type.getName().startsWith(home(blueprint) + "."))
        .max(Comparator.comparingInt(blueprint -> home(blueprint).length()))
        .map(Blueprint::name);
  }

  private static String home(Blueprint blueprint) {
    return blueprint.getClass().getPackageName();
  }

  void own(String module, String table) {
    owners.putIfAbsent(table, module);
  }

  Optional<String> moduleOf(String table) {
    return Optional.ofNullable(owners.get(table));
  }
}
