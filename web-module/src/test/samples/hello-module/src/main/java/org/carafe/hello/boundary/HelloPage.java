package org.carafe.hello.boundary;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import org.carafe.core.Flash;
import org.carafe.core.PathValue;
import org.carafe.core.Redirect;

/** The page. */
@Named("hello")
@RequestScoped
public class HelloPage {
  @Inject Flash flash;
  @Inject Redirect redirect;

  @Inject
  @PathValue("name")
  String name;

  public String getName() {
    return name;
  }

  public void wave() {
    flash.success("hello.waved", name);
    redirect.to("hello.hello", "name", name);
  }
}
