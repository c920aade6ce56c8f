package org.carafe.core;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.carafe.core.config.Setting;
import org.carafe.core.route.Route;
import org.jspecify.annotations.Nullable;

/** What all blueprints have declared so far, and what was wrong with it. */
final class Recording {
  final List<String> mistakes = new ArrayList<>();
  final List<PageDeclaration> pages = new ArrayList<>();
  final List<Route> routes = new ArrayList<>();
  final Map<String, List<Area.Entry>> areas = new LinkedHashMap<>();
  final Map<String, String> slots = new LinkedHashMap<>();
  final List<Panel> panels = new ArrayList<>();
  final Map<String, String> permissions = new TreeMap<>();
  final Map<String, ContextValue<?>> contextValues = new TreeMap<>();
  final Map<String, Setting<?>> settings = new LinkedHashMap<>();
  final Set<Class<?>> resources = new LinkedHashSet<>();
  final List<Class<?>> commands = new ArrayList<>();
  final Set<String> passThroughs = new LinkedHashSet<>();
  @Nullable String signInEndpoint;
  @Nullable String landingEndpoint;
  @Nullable String errorView;
}
