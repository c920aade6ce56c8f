package org.carafe.web.tags;

import jakarta.faces.component.FacesComponent;
import java.io.IOException;
import java.util.Map;

/** {@code <c:step title="Account created" text="10:42" state="done"/>}. */
@FacesComponent("carafe.Step")
public final class Step extends Tag {
  private static final Kinds ICONS =
      new Kinds("step", Map.of("", "clock", "done", "circle-check", "failed", "circle-x"));

  @Override
  void write(Html html, Attributes attributes) throws IOException {
    String state = attributes.text("state", "");
    html.start("li").attribute("class", state.isEmpty() ? null : state).icon(ICONS.meaning(state));
    html.start("div").start("p").text(attributes.required("title"));
    html.hidden(state.isEmpty() ? null : ", " + html.message("web.step." + state)).end("p");
    html.element("p", null, attributes.text("text")).children(this).end("div").end("li");
  }
}
