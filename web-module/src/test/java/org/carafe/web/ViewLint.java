package org.carafe.web;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.w3c.dom.Attr;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.Text;

/** Finds in a view what docs/pages.md forbids. */
final class ViewLint {
  private static final String HTML = "http://www.w3.org/1999/xhtml";
  private static final String CARAFE = "urn:carafe";
  private static final String BUILD_TIME = "jakarta.tags.core";
  private static final Map<String, String> NAMESPACES =
      Map.of(
          HTML,
          "",
          "jakarta.faces.facelets",
          "ui:",
          "jakarta.faces.html",
          "h:",
          "jakarta.faces.core",
          "f:",
          "jakarta.faces.passthrough",
          "p:",
          BUILD_TIME,
          "jstl:",
          CARAFE,
          "c:");

  /** They write inline script, or act on GET. */
  private static final Set<String> FORBIDDEN =
      Set.of(
          "h:commandLink",
          "h:commandButton",
          "h:commandScript",
          "h:button",
          "h:outputScript",
          "h:outputStylesheet",
          "f:ajax",
          "f:viewParam",
          "f:viewAction",
          "style");

  /** Attributes that people read. */
  private static final Set<String> READ =
      Set.of(
          "title",
          "alt",
          "aria-label",
          "placeholder",
          "label",
          "text",
          "hint",
          "lead",
          "caption",
          "badge",
          "busy",
          "of",
          "linkText",
          "requiredMessage");

  private static final Pattern EXPRESSION = Pattern.compile("[#$]\\{(?:[^}']|'[^']*')*}");
  private static final Pattern LETTER = Pattern.compile("\\p{L}");
  private static final Pattern KEY =
      Pattern.compile("(?:msg\\[|app\\.text\\()'([\\w.-]+)'(?!\\s*\\.)");

  private final TagLibrary library;
  private final Set<String> keys;
  private final Set<String> icons;

  private ViewLint(TagLibrary library, Set<String> keys, Set<String> icons) {
    this.library = library;
    this.keys = keys;
    this.icons = icons;
  }

  static ViewLint of(TagLibrary library, Set<String> keys, Set<String> icons) {
    return new ViewLint(library, keys, icons);
  }

  /** Each mistake as a sentence. */
  List<String> mistakes(Path view) {
    var mistakes = new ArrayList<String>();
    check(Xml.parse(view), false, mistakes::add);
    return mistakes;
  }

  private void check(Element element, boolean repeated, Consumer<String> mistake) {
    String name = name(element, mistake);
    if (FORBIDDEN.contains(name)) {
      mistake.accept(name + " is not used here: see docs/pages.md.");
    }
    if (name.equals("script") && !element.hasAttribute("src")) {
      mistake.accept("An inline script is refused by the content security policy.");
    }
    if (name.equals("h:form") && !element.getAttribute("prependId").equals("false")) {
      mistake.accept("h:form needs prependId=\"false\"; c:form has it.");
    }
    if (repeated && name.startsWith("jstl:")) {
      mistake.accept(name + " inside ui:repeat is decided before there is a row; use rendered.");
    }
    if (name.startsWith("c:")) {
      checkTag(element, name.substring(2), repeated, mistake);
    }
    for (Attr attribute : attributes(element)) {
      checkAttribute(name, attribute, mistake);
    }
    boolean repeats = repeated || name.equals("ui:repeat") || name.equals("h:dataTable");
    for (Node child = element.getFirstChild(); child != null; child = child.getNextSibling()) {
      if (child instanceof Element inner) {
        check(inner, repeats, mistake);
      } else if (child instanceof Text text) {
        checkText(name, text.getData(), mistake);
      }
    }
  }

  private static String name(Element element, Consumer<String> mistake) {
    String prefix = NAMESPACES.get(element.getNamespaceURI());
    if (prefix == null) {
      mistake.accept("The namespace " + element.getNamespaceURI() + " is not used here.");
      return element.getNodeName();
    }
    return prefix + element.getLocalName();
  }

  private void checkTag(Element element, String name, boolean repeated, Consumer<String> mistake) {
    TagLibrary.Tag tag = library.tags().get(name);
    if (tag == null) {
      mistake.accept("There is no tag c:" + name + ".");
      return;
    }
    for (String required : tag.required()) {
      if (!element.hasAttribute(required)) {
        mistake.accept("c:" + name + " needs its attribute " + required + ".");
      }
    }
    for (Attr attribute : attributes(element)) {
      if (attribute.getNamespaceURI() == null && !tag.attributes().contains(attribute.getName())) {
        mistake.accept("c:" + name + " has no attribute " + attribute.getName() + ".");
      }
    }
    if (repeated
        && (name.equals("button") || name.equals("submit"))
        && !element.hasAttribute("record")) {
      mistake.accept("c:" + name + " in a list needs its record: the row's id, not its place.");
    }
    if (name.equals("field")) {
      checkLabel(element, mistake);
    }
    checkIcon(element.getAttribute(name.equals("icon") ? "name" : "icon"), mistake);
  }

  private void checkLabel(Element field, Consumer<String> mistake) {
    String key = field.getAttribute("bundle") + "." + field.getAttribute("id");
    if (!field.hasAttribute("label") && !key.contains("{") && !keys.contains(key)) {
      mistake.accept("There is no text " + key + " to label the field with.");
    }
  }

  private void checkIcon(String icon, Consumer<String> mistake) {
    if (!icon.isEmpty() && !icon.contains("{") && !icons.contains(icon)) {
      mistake.accept("There is no icon " + icon + "; see web-module/look/icons.txt.");
    }
  }

  private void checkAttribute(String element, Attr attribute, Consumer<String> mistake) {
    String name = attribute.getName();
    String value = attribute.getValue();
    checkKeys(value, mistake);
    if (name.equals("style") || name.matches("(?i)on[a-z]+") && !element.startsWith("c:")) {
      mistake.accept(name + "= is refused by the content security policy.");
    }
    if (READ.contains(name) && isLiteral(value) && !element.equals("link")) {
      mistake.accept(name + "=\"" + value + "\" belongs into the messages.");
    }
  }

  private void checkText(String element, String text, Consumer<String> mistake) {
    checkKeys(text, mistake);
    if (isLiteral(text) && !element.equals("code")) {
      mistake.accept("“" + text.strip() + "” belongs into the messages.");
    }
  }

  private void checkKeys(String text, Consumer<String> mistake) {
    KEY.matcher(text)
        .results()
        .map(found -> found.group(1))
        .filter(key -> !keys.contains(key))
        .forEach(key -> mistake.accept("There is no text " + key + "."));
  }

  private static boolean isLiteral(String text) {
    return LETTER.matcher(EXPRESSION.matcher(text).replaceAll("")).find();
  }

  private static List<Attr> attributes(Element element) {
    var all = element.getAttributes();
    return IntStream.range(0, all.getLength())
        .mapToObj(i -> (Attr) all.item(i))
        .filter(attribute -> !attribute.getName().startsWith("xmlns"))
        .toList();
  }
}
