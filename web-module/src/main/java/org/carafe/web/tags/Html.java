package org.carafe.web.tags;

import jakarta.faces.component.UIComponent;
import jakarta.faces.context.FacesContext;
import jakarta.faces.context.ResponseWriter;
import java.io.IOException;
import org.carafe.core.Application;
import org.jspecify.annotations.Nullable;

/**
 * Writes HTML, escaped, into the answer.
 *
 * <pre>{@code
 * html.start("p", "c-lead").attribute("id", id).text(lead).end("p");
 * }</pre>
 */
final class Html {
  private final FacesContext context;
  private final ResponseWriter out;

  Html(FacesContext context) {
    this.context = context;
    out = context.getResponseWriter();
  }

  FacesContext context() {
    return context;
  }

  /** Opens an element. */
  Html start(String element) throws IOException {
    out.startElement(element, null);
    return this;
  }

  /** Opens an element of a class. */
  Html start(String element, String styleClass) throws IOException {
    return start(element).attribute("class", styleClass);
  }

  /** Adds an attribute to the element just opened, unless it has no value. */
  Html attribute(String name, @Nullable String value) throws IOException {
    if (value != null) {
      out.writeAttribute(name, value, null);
    }
    return this;
  }

  /** Adds an attribute that is there or is not. */
  Html attribute(String name, boolean there) throws IOException {
    return attribute(name, there ? name : null);
  }

  /** Writes text. */
  Html text(@Nullable String text) throws IOException {
    if (text != null) {
      out.writeText(text, null);
    }
    return this;
  }

  /** Writes markup of our own, as it is. */
  Html markup(String markup) throws IOException {
    out.write(markup);
    return this;
  }

  /** Writes an icon. */
  Html icon(@Nullable String name) throws IOException {
    return name == null ? this : markup(Shapes.icon(name, "icon"));
  }

  /** Writes an element with nothing but text, unless there is no text. */
  Html element(String element, @Nullable String styleClass, @Nullable String text)
      throws IOException {
    return text == null
        ? this
        : start(element).attribute("class", styleClass).text(text).end(element);
  }

  /** Writes text for those who do not see. */
  Html hidden(@Nullable String text) throws IOException {
    return element("span", "visually-hidden", text);
  }

  /** Writes what the page's author put inside the component. */
  Html children(UIComponent component) throws IOException {
    for (UIComponent child : component.getChildren()) {
      child.encodeAll(context);
    }
    return this;
  }

  /** Writes a facet, if the page's author gave it. */
  Html facet(UIComponent component, String name) throws IOException {
    UIComponent facet = component.getFacet(name);
    if (facet != null) {
      facet.encodeAll(context);
    }
    return this;
  }

  /** Writes a facet in an element, if the page's author gave it. */
  Html facet(String element, UIComponent component, String name) throws IOException {
    return component.getFacet(name) == null
        ? this
        : start(element).facet(component, name).end(element);
  }

  /** Closes an element. */
  Html end(String element) throws IOException {
    out.endElement(element);
    return this;
  }

  /** A text of ours in the page's language. */
  String message(String key) {
    return Application.current().messages().text(context.getViewRoot().getLocale(), key);
  }

  /** Whether there is such a text. */
  boolean hasMessage(String key) {
    return Application.current().messages().has(key);
  }
}
