package org.carafe.web.tags;

import jakarta.faces.application.FacesMessage;
import jakarta.faces.component.FacesComponent;
import jakarta.faces.component.UIComponent;
import jakarta.faces.component.UIForm;
import jakarta.faces.component.UIInput;
import jakarta.faces.context.FacesContext;
import jakarta.faces.convert.Converter;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.Part;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;
import org.carafe.core.HttpError;
import org.carafe.core.web.Exchange;
import org.jspecify.annotations.Nullable;

/**
 * {@code <c:field id="email" bundle="auth.register" type="email" value="#{register.email}"/>}: a
 * label, an input, its hint and what was wrong with it, joined for screen readers.
 *
 * <p>One component rather than five: a form is the larger part of most pages, and every component
 * costs its share of each request.
 */
@FacesComponent("carafe.Field")
public final class Field extends UIInput {
  private static final List<String> AS_WRITTEN =
      List.of(
          "autocomplete",
          "maxlength",
          "minlength",
          "min",
          "max",
          "step",
          "pattern",
          "placeholder",
          "inputmode",
          "accept",
          "rows");
  private static final List<String> FLAGS = List.of("required", "readonly", "disabled", "multiple");
  private static final int LONGEST_LINE = 4096;
  private static final String FOCUSED = Field.class.getName() + ".focused";

  private final Attributes attributes = new Attributes(this);

  /** None: the field reads and writes itself. */
  @Override
  public @Nullable String getRendererType() {
    return null;
  }

  @Override
  public void decode(FacesContext context) {
    if (attributes.flag("disabled") || attributes.flag("readonly")) {
      return;
    }
    Map<String, String> posted = context.getExternalContext().getRequestParameterMap();
    String name = getClientId(context);
    switch (type()) {
      case "checkbox" -> setSubmittedValue(String.valueOf(posted.containsKey(name)));
      case "file" -> decodeFiles(context, name);
      case "textarea" -> setSubmittedValue(posted.get(name));
      default -> decodeLine(context, posted.get(name));
    }
  }

  /** No line is that long, and a page that shows it again would be many times as long. */
  private void decodeLine(FacesContext context, @Nullable String typed) {
    if (typed == null || typed.length() <= LONGEST_LINE) {
      setSubmittedValue(typed);
      return;
    }
    setSubmittedValue(typed.substring(0, LONGEST_LINE));
    refuse(context, "web.field.tooLong", LONGEST_LINE);
  }

  private void refuse(FacesContext context, String key, Object argument) {
    setValid(false);
    String sentence = Exchange.require().text(key, argument);
    context.addMessage(
        getClientId(context), new FacesMessage(FacesMessage.SEVERITY_ERROR, sentence, sentence));
  }

  /** What was chosen: a {@link Part}, with {@code multiple} a list of them. */
  private void decodeFiles(FacesContext context, String name) {
    List<Part> files = files(context, name);
    for (Part file : files) {
      if (file.getSize() == 0) {
        refuse(context, "web.field.file.empty", file.getSubmittedFileName());
      }
    }
    if (attributes.flag("multiple")) {
      setSubmittedValue(files);
    } else {
      setSubmittedValue(files.isEmpty() ? "" : files.get(0));
    }
  }

  /** A browser sends a part without a name where nothing was chosen. */
  private static List<Part> files(FacesContext context, String name) {
    var request = (HttpServletRequest) context.getExternalContext().getRequest();
    String type = request.getContentType();
    if (type == null || !type.toLowerCase(Locale.ROOT).startsWith("multipart/form-data")) {
      return List.of();
    }
    try {
      return request.getParts().stream()
          .filter(part -> part.getName().equals(name))
          .filter(part -> part.getSubmittedFileName() != null)
          .filter(part -> !part.getSubmittedFileName().isEmpty())
          .toList();
    } catch (IOException | ServletException | IllegalStateException e) {
      throw HttpError.badRequest("The form did not arrive as a browser sends it.");
    }
  }

  @Override
  public @Nullable String getRequiredMessage() {
    String given = super.getRequiredMessage();
    if (given != null) {
      return given;
    }
    return sentence("required", "web.field.required");
  }

  @Override
  public @Nullable String getConverterMessage() {
    String given = super.getConverterMessage();
    if (given != null) {
      return given;
    }
    return sentence(
        "malformed",
        switch (type()) {
          case "number" -> "web.field.malformed.number";
          case "date" -> "web.field.malformed.date";
          case "datetime-local" -> "web.field.malformed.moment";
          default -> "web.field.malformed";
        });
  }

  private String sentence(String what, String usual) {
    String own = attributes.text("bundle") + "." + getId() + "." + what;
    Html html = new Html(FacesContext.getCurrentInstance());
    return html.message(html.hasMessage(own) ? own : usual);
  }

  @Override
  public void encodeAll(FacesContext context) throws IOException {
    if (isRendered()) {
      new Rendering(new Html(context)).write();
    }
  }

  private String type() {
    return attributes.text("type", "text");
  }

  /** One writing of the field: what the request left behind, and where it goes. */
  private final class Rendering {
    private final Html html;
    private final String type = type();
    private final String id;
    private final @Nullable String hint;
    private final List<FacesMessage> errors;
    private final boolean failed;
    private final boolean wrong;

    Rendering(Html html) {
      this.html = html;
      id = getClientId(html.context());
      hint = hint();
      errors = html.context().getMessageList(id);
      failed =
          attributes.flag("failure") && !Failure.messages(html.context(), Field.this).isEmpty();
      wrong = failed || !errors.isEmpty() || !isValid();
    }

    void write() throws IOException {
      boolean checkbox = type.equals("checkbox");
      String styleClass = attributes.text("styleClass", "c-field");
      html.start("div", checkbox ? "form-check " + styleClass : styleClass);
      if (checkbox) {
        checkbox();
        label("form-check-label");
      } else {
        labelRow();
        input();
      }
      errors();
      strength();
      if (hint != null) {
        html.start("div", checkbox ? "form-text mt-0" : "form-text");
        html.attribute("id", id + "-hint").text(hint).end("div");
      }
      html.end("div");
    }

    private void labelRow() throws IOException {
      String link = attributes.text("linkUrl");
      if (link == null) {
        label(attributes.flag("hideLabel") ? "visually-hidden" : "form-label");
        return;
      }
      html.start("div", "c-labelrow");
      label("form-label");
      html.start("a").attribute("href", link).text(attributes.required("linkText")).end("a");
      html.end("div");
    }

    private void label(String styleClass) throws IOException {
      html.start("label", styleClass).attribute("for", id).text(labelText()).end("label");
    }

    private String labelText() {
      String bundle = attributes.text("bundle");
      return bundle == null || attributes.text("label") != null
          ? attributes.required("label")
          : html.message(bundle + "." + getId());
    }

    private @Nullable String hint() {
      String given = attributes.text("hint");
      String key = attributes.text("bundle") + "." + getId() + ".hint";
      return given == null && html.hasMessage(key) ? html.message(key) : given;
    }

    private void input() throws IOException {
      switch (type) {
        case "textarea" -> textarea();
        case "select" -> select();
        case "password" -> password();
        case "file" -> file();
        default -> line(shown());
      }
    }

    private void line(@Nullable String value) throws IOException {
      html.start("input").attribute("type", type);
      common("form-control").attribute("value", value);
      if (isVerbatim()) {
        html.attribute("autocapitalize", "none").attribute("spellcheck", "false");
      }
      html.end("input");
    }

    private void file() throws IOException {
      if (!takesFiles()) {
        throw new IllegalArgumentException(
            "<c:field type=\"file\" id=\"%s\"> needs <c:form enctype=\"multipart/form-data\">."
                .formatted(getId()));
      }
      line(null);
    }

    private boolean takesFiles() {
      UIComponent around = getParent();
      while (around != null && !(around instanceof UIForm)) {
        around = around.getParent();
      }
      return around != null && "multipart/form-data".equals(around.getAttributes().get("enctype"));
    }

    private boolean isVerbatim() {
      return type.equals("email")
          || type.equals("url")
          || attributes.text("autocomplete", "").startsWith("username");
    }

    /** A password is never sent back. */
    private void password() throws IOException {
      html.start("div", "c-reveal");
      line(null);
      html.start("button", "c-iconbtn").attribute("type", "button");
      html.attribute("data-reveal", id).attribute("aria-pressed", "false");
      html.attribute("hidden", true).hidden(html.message("web.field.reveal")).icon("eye");
      html.end("button").end("div");
    }

    private void textarea() throws IOException {
      html.start("textarea");
      String value = shown();
      // A browser drops one newline after the start tag.
      common("form-control").text(value == null ? null : "\n" + value).end("textarea");
    }

    private void select() throws IOException {
      html.start("select");
      common("form-select");
      String selected = shown();
      for (Choice choice : Choice.of(attributes.value("items"))) {
        String value = asString(choice.value());
        html.start("option").attribute("value", value);
        html.attribute("selected", value.equals(selected)).text(choice.label()).end("option");
      }
      html.end("select");
    }

    private void checkbox() throws IOException {
      html.start("input").attribute("type", "checkbox");
      common("form-check-input").attribute("checked", "true".equals(shown())).end("input");
    }

    private Html common(String styleClass) throws IOException {
      html.attribute("class", wrong ? styleClass + " is-invalid" : styleClass);
      html.attribute("id", id).attribute("name", id);
      for (String name : AS_WRITTEN) {
        html.attribute(name, attributes.text(name));
      }
      for (String name : FLAGS) {
        html.attribute(name, attributes.flag(name));
      }
      html.attribute("aria-invalid", wrong ? "true" : null);
      html.attribute("aria-describedby", description());
      html.attribute("data-strength", attributes.flag("strength") ? id + "-strength" : null);
      return html.attribute("autofocus", takesFocus());
    }

    private @Nullable String description() {
      String ids =
          (attributes.flag("strength") ? id + "-strength-text " : "")
              + (hint == null ? "" : id + "-hint ")
              + (errors.isEmpty() ? "" : id + "-error ")
              + (failed ? Failure.ID + " " : "")
              + attributes.text("describedby", "");
      return ids.isBlank() ? null : ids.strip();
    }

    /** After a refused post the first wrong field has the focus, else the one that asks for it. */
    private boolean takesFocus() {
      FacesContext context = html.context();
      return wrong
          ? context.getAttributes().put(FOCUSED, true) == null
          : attributes.flag("autofocus") && context.getMessageList().isEmpty();
    }

    private void errors() throws IOException {
      if (!errors.isEmpty()) {
        html.start("div", "invalid-feedback").attribute("id", id + "-error").icon("circle-alert");
        var sentences = new StringJoiner(" ");
        for (FacesMessage error : errors) {
          sentences.add(error.getSummary());
          error.rendered();
        }
        html.start("span").text(sentences.toString()).end("span").end("div");
      }
    }

    private void strength() throws IOException {
      if (attributes.flag("strength")) {
        String meter = id + "-strength";
        html.start("div", "c-strength").attribute("id", meter).attribute("data-score", "0");
        html.attribute("aria-hidden", "true").markup("<i></i><i></i><i></i><i></i>").end("div");
        html.start("p", "form-text mt-1 mb-0").attribute("id", meter + "-text");
        html.attribute("aria-live", "polite");
        html.attribute("data-words", html.message("web.field.strength")).end("p");
      }
    }

    /** What was typed, if it was refused, else the value. */
    private @Nullable String shown() {
      Object typed = getSubmittedValue();
      if (typed != null) {
        return typed.toString();
      }
      Object value = getValue();
      return value == null ? null : asString(value);
    }

    @SuppressWarnings("unchecked")
    private String asString(Object value) {
      if (getConverter() == null && (value instanceof String || value instanceof Boolean)) {
        return value.toString();
      }
      FacesContext context = html.context();
      Converter<Object> given = getConverter();
      Converter<Object> converter =
          given == null ? context.getApplication().createConverter(value.getClass()) : given;
      return converter == null
          ? value.toString()
          : converter.getAsString(context, Field.this, value);
    }
  }
}
