package org.carafe.core;

import java.util.ArrayList;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.carafe.core.config.Setting;
import org.carafe.core.route.ResourceRoutes;
import org.carafe.core.route.Route;
import org.jspecify.annotations.Nullable;

/** Takes down what one blueprint declares. */
final class Recorder implements Registration {
  private final String module;
  private final Recording recording;

  Recorder(String module, Recording recording) {
    this.module = module;
    this.recording = recording;
  }

  private PageDeclaration declare(
      String endpoint, Set<String> methods, String pattern, Route.Target target) {
    var declaration =
        new PageDeclaration(
            module, module + "." + endpoint, methods, pattern, target, recording.mistakes);
    recording.pages.add(declaration);
    return declaration;
  }

  @Override
  public PageSpec page(String endpoint, String pattern, String view) {
    return declare(endpoint, Set.of("GET", "POST"), pattern, Route.Target.view("/WEB-INF/" + view));
  }

  @Override
  public HandlerSpec handler(
      String endpoint, String method, String pattern, Class<? extends Handler> handler) {
    return declare(endpoint, Set.of(method), pattern, Route.Target.handler(handler)).asHandler();
  }

  @Override
  public void resource(Class<?> resource) {
    recording.resources.add(resource);
    recording.routes.addAll(ResourceRoutes.of(module, resource, recording.mistakes::add));
  }

  @Override
  public void passThrough(String path) {
    recording.passThroughs.add(path);
  }

  @Override
  public void signInAt(String endpoint) {
    recording.signInEndpoint =
        once("place to sign in", recording.signInEndpoint, module + "." + endpoint);
  }

  @Override
  public void landAt(String endpoint) {
    recording.landingEndpoint =
        once("place to land", recording.landingEndpoint, module + "." + endpoint);
  }

  @Override
  public void errorView(String view) {
    recording.errorView = once("error view", recording.errorView, "/WEB-INF/" + view);
  }

  private String once(String what, @Nullable String before, String now) {
    if (before != null) {
      recording.mistakes.add(
          "Blueprint “%s” declares a second %s, “%s”; “%s” is declared already. Remove one."
              .formatted(module, what, now, before));
    }
    return now;
  }

  @Override
  public void area(String name) {
    put("area", recording.areas, name, ArrayList::new);
  }

  @Override
  public void slot(String name) {
    put("slot", recording.slots, module + "." + name, () -> module);
  }

  @Override
  public void panel(String slot, String view, @Nullable String permission, int order) {
    recording.panels.add(new Panel(slot, "/WEB-INF/" + view, permission, order));
  }

  @Override
  public void permission(String name) {
    if (!name.matches("[a-z]+:[a-z-]+")) {
      recording.mistakes.add(
          "Blueprint “%s” declares the permission “%s”; write it subject:verb, such as users:manage."
              .formatted(module, name));
    }
    put("permission", recording.permissions, name, () -> module);
  }

  @Override
  public <B> void context(
      String name, Class<B> bean, Function<? super B, ? extends @Nullable Object> value) {
    put(
        "context value",
        recording.contextValues,
        name,
        () -> new ContextValue<>(name, module, bean, value));
  }

  @Override
  public void setting(Setting<?> setting) {
    put("setting", recording.settings, setting.name(), () -> setting);
  }

  @Override
  public void command(Class<?> command) {
    recording.commands.add(command);
  }

  private <V> void put(String what, Map<String, V> into, String name, Supplier<V> value) {
    if (into.putIfAbsent(name, value.get()) != null) {
      recording.mistakes.add(
          "Blueprint “%s” declares the %s “%s” a second time. Choose another name."
              .formatted(module, what, name));
    }
  }
}
