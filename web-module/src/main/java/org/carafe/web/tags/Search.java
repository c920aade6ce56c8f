package org.carafe.web.tags;

import jakarta.faces.component.FacesComponent;
import java.io.IOException;

/**
 * {@code <c:search action="/admin/users" label="…" value="#{people.q}"/>}: the form above a list.
 */
@FacesComponent("carafe.Search")
public final class Search extends Tag {

  @Override
  void write(Html html, Attributes attributes) throws IOException {
    String name = attributes.text("name", "q");
    String label = attributes.required("label");
    html.start("form", "c-toolbar").attribute("method", "get").attribute("role", "search");
    html.attribute("action", attributes.required("action"));
    html.start("div", "c-search");
    html.start("label", "visually-hidden").attribute("for", name).text(label).end("label");
    html.icon("search");
    html.start("input", "form-control").attribute("type", "search");
    html.attribute("id", name).attribute("name", name).attribute("placeholder", label);
    html.attribute("value", attributes.text("value")).attribute("maxlength", "200").end("input");
    html.end("div").children(this);
    html.start("button", "btn btn-outline-secondary").attribute("type", "submit");
    html.text(attributes.text("text", html.message("web.search"))).end("button");
    html.end("form");
  }
}
