package org.carafe.core.rest;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.carafe.core.route.ResourceRoutes;

/** The JSON API: exactly the resources that blueprints declare, and the kernel's providers. */
@ApplicationPath(ResourceRoutes.BASE)
public class RestApplication extends Application {

  @Override
  public Set<Class<?>> getClasses() {
    var classes = new HashSet<>(org.carafe.core.Application.current().resources());
    classes.add(AccessFilter.class);
    classes.add(Problems.class);
    classes.add(ReadBody.class);
    classes.add(Violations.class);
    return classes;
  }

  @Override
  public Map<String, Object> getProperties() {
    return Map.of("jersey.config.server.wadl.disableWadl", true);
  }
}
