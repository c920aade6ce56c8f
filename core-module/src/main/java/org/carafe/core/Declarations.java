package org.carafe.core;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.carafe.core.config.Setting;
import org.carafe.core.route.Route;
import org.carafe.core.text.Suggestion;

/** Everything the blueprints declared, checked and frozen. */
final class Declarations {
  private final List<Blueprint> blueprints;
  private final Recording recording;

  private Declarations(List<Blueprint> blueprints, Recording recording) {
    this.blueprints = blueprints;
    this.recording = recording;
  }

  /** Replays the blueprints in order of dependency and reports all mistakes together. */
  static Declarations replay(Collection<Blueprint> found) {
    var recording = new Recording();
    List<Blueprint> blueprints = new BlueprintOrder(found, recording.mistakes).ordered();
    for (Blueprint blueprint : blueprints) {
      blueprint.register(new Recorder(blueprint.name(), recording));
    }
    new RecordingChecks(recording).check();
    if (!recording.mistakes.isEmpty()) {
      throw new MistakesInBlueprints(recording.mistakes);
    }
    return new Declarations(blueprints, recording);
  }

  List<Blueprint> blueprints() {
    return blueprints;
  }

  List<Route> routes() {
    return List.copyOf(recording.routes);
  }

  Area area(String name) {
    List<Area.Entry> entries = recording.areas.get(name);
    if (entries == null) {
      throw new IllegalArgumentException(
          "There is no area “" + name + "”." + Suggestion.of(name, recording.areas.keySet()));
    }
    var sorted = new ArrayList<>(entries);
    sorted.sort(Comparator.comparingInt(Area.Entry::order).thenComparing(Area.Entry::endpoint));
    return new Area(name, List.copyOf(sorted));
  }

  List<Panel> panels(String slot) {
    if (!recording.slots.containsKey(slot)) {
      throw new IllegalArgumentException(
          "There is no slot “" + slot + "”." + Suggestion.of(slot, recording.slots.keySet()));
    }
    return recording.panels.stream()
        .filter(panel -> panel.slot().equals(slot))
        .sorted(Comparator.comparingInt(Panel::order).thenComparing(Panel::view))
        .toList();
  }

  Map<String, String> permissions() {
    return Collections.unmodifiableMap(recording.permissions);
  }

  Map<String, ContextValue<?>> contextValues() {
    return Collections.unmodifiableMap(recording.contextValues);
  }

  Collection<Setting<?>> settings() {
    return Collections.unmodifiableCollection(recording.settings.values());
  }

  Set<Class<?>> resources() {
    return Collections.unmodifiableSet(recording.resources);
  }

  List<Class<?>> commands() {
    return List.copyOf(recording.commands);
  }

  Set<String> passThroughs() {
    return Collections.unmodifiableSet(recording.passThroughs);
  }

  /** Whether requests that no page of this site made are taken there. */
  boolean takesFromAnywhere(String endpoint) {
    return recording.pages.stream()
        .anyMatch(page -> page.isFromAnywhere() && page.endpoint().equals(endpoint));
  }

  Optional<String> signInEndpoint() {
    return Optional.ofNullable(recording.signInEndpoint);
  }

  Optional<String> landingEndpoint() {
    return Optional.ofNullable(recording.landingEndpoint);
  }

  Optional<String> errorView() {
    return Optional.ofNullable(recording.errorView);
  }
}
