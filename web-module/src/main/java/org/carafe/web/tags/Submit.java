package org.carafe.web.tags;

import jakarta.faces.component.FacesComponent;

/**
 * {@code <c:submit id="go" text="Sign in" action="#{signIn.signIn}"/>}: a page's one primary
 * button.
 */
@FacesComponent("carafe.Submit")
public final class Submit extends Button {

  @Override
  String usualKind() {
    return "primary";
  }
}
