package org.carafe.testing;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jsoup.Connection;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.FormElement;

/** A form that a {@link Visitor} fills in. */
public final class Form {
  private final Visitor visitor;
  private final FormElement form;
  private final Map<String, String> fields = new LinkedHashMap<>();

  Form(Visitor visitor, FormElement form) {
    this.visitor = visitor;
    this.form = form;
    for (Connection.KeyVal field : form.formData()) {
      fields.put(field.key(), field.value());
    }
  }

  /** Types into a field, whether or not the page shows it. */
  public Form fill(String field, String text) {
    fields.put(field, text);
    return this;
  }

  /** Ticks a box. */
  public Form tick(String field) {
    return fill(field, "on");
  }

  /** Presses a button by its id and answers what comes. */
  public Answer press(String button) {
    return visitor.post(action(), pressed(button));
  }

  /** Where the form is sent to. */
  public String action() {
    return form.attr("action");
  }

  /** What pressing a button sends. */
  public Map<String, String> pressed(String button) {
    Element element = form.getElementById(button);
    if (element == null || element.hasAttr("disabled")) {
      throw new AssertionError("The form has no button " + button + ": " + form.html());
    }
    var sent = new LinkedHashMap<>(fields);
    if (!element.attr("name").isEmpty()) {
      sent.put(element.attr("name"), element.attr("value"));
    }
    return sent;
  }
}
