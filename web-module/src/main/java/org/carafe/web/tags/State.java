package org.carafe.web.tags;

import jakarta.faces.component.FacesComponent;
import java.io.IOException;
import java.util.Map;

/** {@code <c:state text="Disabled" kind="bad"/>}: a state, readable without colour. */
@FacesComponent("carafe.State")
public final class State extends Tag {
  private static final Kinds KINDS =
      new Kinds(
          "state",
          Map.of(
              "", "c-state",
              "good", "c-state c-state-good",
              "note", "c-state c-state-note",
              "warn", "c-state c-state-warn",
              "bad", "c-state c-state-bad"));

  @Override
  void write(Html html, Attributes attributes) throws IOException {
    html.element("span", KINDS.meaning(attributes.text("kind", "")), attributes.text("text"));
  }
}
