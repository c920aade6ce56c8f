package org.carafe.web.tags;

import jakarta.faces.application.FacesMessage;
import jakarta.faces.component.FacesComponent;
import jakarta.faces.component.UIComponent;
import jakarta.faces.component.UIForm;
import jakarta.faces.context.FacesContext;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * {@code <c:failure/>}: why a form was not accepted, when no single field is to blame. It shows the
 * Faces messages that belong to no component: the summary in bold, then the detail.
 */
@FacesComponent("carafe.Failure")
public final class Failure extends Tag {
  /** What a field's {@code aria-describedby} names. */
  static final String ID = "failure";

  @Override
  void write(Html html, Attributes attributes) throws IOException {
    List<FacesMessage> messages = messages(html.context(), this);
    if (messages.isEmpty()) {
      return;
    }
    html.start("div", "mb-3").attribute("role", "alert").attribute("id", ID);
    Alert.begin(html, kind(messages));
    for (FacesMessage message : messages) {
      String detail = message.getDetail();
      boolean one = detail == null || detail.equals(message.getSummary());
      Alert.sentence(html, one ? null : message.getSummary(), one ? message.getSummary() : detail);
      message.rendered();
    }
    Alert.end(html);
    html.end("div");
  }

  /** The messages that belong to no component, if the form around this one was posted. */
  static List<FacesMessage> messages(FacesContext context, UIComponent component) {
    UIForm form = form(component);
    return form == null || form.isSubmitted() ? context.getMessageList(null) : List.of();
  }

  private static @Nullable UIForm form(UIComponent component) {
    UIComponent around = component;
    while (around != null && !(around instanceof UIForm)) {
      around = around.getParent();
    }
    return (UIForm) around;
  }

  private static String kind(List<FacesMessage> messages) {
    boolean failed =
        messages.stream()
            .map(FacesMessage::getSeverity)
            .anyMatch(
                severity ->
                    Objects.equals(severity, FacesMessage.SEVERITY_ERROR)
                        || Objects.equals(severity, FacesMessage.SEVERITY_FATAL));
    return failed ? "danger" : "warning";
  }
}
