package org.carafe.web.tags;

import jakarta.faces.component.FacesComponent;
import jakarta.faces.component.UICommand;
import jakarta.faces.context.FacesContext;
import jakarta.faces.event.ActionEvent;
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * {@code <c:button id="remove" action="#{emails.remove(email)}" record="#{email.id}" text="…"/>}: a
 * button that runs an action. In a list the posted record decides which row is meant, never the
 * row's place: after an insert the place would name another row.
 */
@FacesComponent("carafe.Button")
public class Button extends UICommand {
  private static final Kinds KINDS =
      new Kinds(
          "button",
          Map.of(
              "primary", "btn btn-primary",
              "secondary", "btn btn-outline-secondary",
              "link", "btn btn-link",
              "danger", "btn btn-outline-danger",
              "delete", "btn btn-danger",
              "plain", ""));

  /** None: the button reads and writes itself. */
  @Override
  public @Nullable String getRendererType() {
    return null;
  }

  /** What kind of button it is when the page does not say. */
  String usualKind() {
    return "secondary";
  }

  @Override
  public void decode(FacesContext context) {
    var attributes = new Attributes(this);
    String record = attributes.text("record");
    String posted =
        context.getExternalContext().getRequestParameterMap().get(name(context, record));
    boolean meant = posted != null && (record == null || record.equals(posted));
    if (meant && !attributes.flag("disabled")) {
      queueEvent(new ActionEvent(context, this));
    }
  }

  @Override
  public void encodeAll(FacesContext context) throws IOException {
    if (isRendered()) {
      write(new Html(context), new Attributes(this));
    }
  }

  private void write(Html html, Attributes attributes) throws IOException {
    String record = attributes.text("record");
    String id = getClientId(html.context());
    html.start("button").attribute("class", styleClass(attributes)).attribute("type", "submit");
    html.attribute("id", record == null ? id : getId() + "-" + record);
    html.attribute("name", name(html.context(), record));
    html.attribute("value", record == null ? "1" : record);
    html.attribute("data-busy", attributes.text("busy"));
    html.attribute("disabled", attributes.flag("disabled"));
    String icon = attributes.text("icon");
    if (icon != null) {
      html.markup(Shapes.icon(icon, attributes.flag("flip") ? "icon icon-flip" : "icon"));
    }
    html.text(attributes.text("text")).children(this);
    String of = attributes.text("of");
    html.hidden(of == null ? null : " " + of);
    html.end("button");
  }

  private String name(FacesContext context, @Nullable String record) {
    return record == null ? getClientId(context) : getId();
  }

  private @Nullable String styleClass(Attributes attributes) {
    String all =
        KINDS.meaning(attributes.text("kind", usualKind()))
            + (attributes.flag("small") ? " btn-sm" : "")
            + (attributes.flag("large") ? " btn-lg" : "")
            + (attributes.flag("block") ? " w-100" : "")
            + " "
            + attributes.text("styleClass", "");
    return all.isBlank() ? null : all.strip();
  }
}
