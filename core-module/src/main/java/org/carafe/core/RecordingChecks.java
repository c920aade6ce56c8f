package org.carafe.core;

import java.util.List;
import org.carafe.core.route.Route;
import org.carafe.core.text.Suggestion;
import org.jspecify.annotations.Nullable;

/** Puts the pages into the access table and the menus, and finds what does not fit together. */
final class RecordingChecks {
  private final Recording recording;

  RecordingChecks(Recording recording) {
    this.recording = recording;
  }

  void check() {
    for (PageDeclaration page : recording.pages) {
      page.route().ifPresent(recording.routes::add);
    }
    new RouteChecks(recording.routes, recording.permissions.keySet(), recording.mistakes).check();
    recording.pages.forEach(this::placeInAreas);
    recording.panels.forEach(this::checkPanel);
    checkEndpoint("sign in", recording.signInEndpoint);
    checkEndpoint("land", recording.landingEndpoint);
  }

  private void placeInAreas(PageDeclaration page) {
    page.areas()
        .forEach(
            (area, order) -> {
              List<Area.Entry> entries = recording.areas.get(area);
              if (entries == null) {
                recording.mistakes.add(
                    "The page “%s” is in the area “%s”, which no blueprint declares.%s"
                        .formatted(
                            page.endpoint(), area, Suggestion.of(area, recording.areas.keySet())));
              } else {
                entries.add(new Area.Entry(page.endpoint(), order, page.icon()));
              }
            });
  }

  private void checkPanel(Panel panel) {
    if (!recording.slots.containsKey(panel.slot())) {
      recording.mistakes.add(
          "The panel “%s” is for the slot “%s”, which no blueprint offers.%s"
              .formatted(
                  panel.view(),
                  panel.slot(),
                  Suggestion.of(panel.slot(), recording.slots.keySet())));
    }
    panel
        .permission()
        .filter(permission -> !recording.permissions.containsKey(permission))
        .ifPresent(
            permission ->
                recording.mistakes.add(
                    "The panel “%s” asks for the permission “%s”, which no blueprint declares.%s"
                        .formatted(
                            panel.view(),
                            permission,
                            Suggestion.of(permission, recording.permissions.keySet()))));
  }

  private void checkEndpoint(String what, @Nullable String endpoint) {
    List<String> names = recording.routes.stream().map(Route::endpoint).toList();
    if (endpoint != null && !names.contains(endpoint)) {
      recording.mistakes.add(
          "People shall %s at “%s”, which is no endpoint.%s"
              .formatted(what, endpoint, Suggestion.of(endpoint, names)));
    }
  }
}
