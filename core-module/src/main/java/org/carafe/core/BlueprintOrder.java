package org.carafe.core;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.carafe.core.text.Suggestion;

/** Puts blueprints behind the ones they require. */
final class BlueprintOrder {
  private final Map<String, Blueprint> byName = new TreeMap<>();
  private final Set<Blueprint> ordered = new LinkedHashSet<>();
  private final List<String> mistakes;

  BlueprintOrder(Collection<Blueprint> found, List<String> mistakes) {
    this.mistakes = mistakes;
    found.stream().sorted(Comparator.comparing(Blueprint::name)).forEach(this::add);
  }

  private void add(Blueprint blueprint) {
    if (!blueprint.name().matches("[a-z][a-z0-9]*")) {
      mistakes.add(
          "The blueprint %s is named “%s”; use lower-case letters and digits."
              .formatted(blueprint.getClass().getName(), blueprint.name()));
    }
    Blueprint other = byName.putIfAbsent(blueprint.name(), blueprint);
    if (other != null) {
      mistakes.add(
          "Two blueprints are named “%s”: %s and %s. Rename one."
              .formatted(
                  blueprint.name(), other.getClass().getName(), blueprint.getClass().getName()));
    }
  }

  List<Blueprint> ordered() {
    for (Blueprint blueprint : byName.values()) {
      visit(blueprint, new ArrayList<>());
    }
    return List.copyOf(ordered);
  }

  private void visit(Blueprint blueprint, List<String> path) {
    if (ordered.contains(blueprint)) {
      return;
    }
    if (path.contains(blueprint.name())) {
      path.add(blueprint.name());
      mistakes.add(
          "The blueprints require each other in a circle: %s. Publish an event instead of one of these."
              .formatted(String.join(" → ", path)));
      return;
    }
    path.add(blueprint.name());
    for (String required : blueprint.requires()) {
      Blueprint other = byName.get(required);
      if (other == null) {
        mistakes.add(
            "Blueprint “%s” requires “%s”, which is not there.%s Add its module to web-module's dependencies."
                .formatted(blueprint.name(), required, Suggestion.of(required, byName.keySet())));
      } else {
        visit(other, new ArrayList<>(path));
      }
    }
    ordered.add(blueprint);
  }
}
