package org.carafe.web;

import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** What carafe.taglib.xml declares. */
record TagLibrary(Map<String, Tag> tags) {
  static final Path FILE = SourceTree.MODULE.resolve("src/main/webapp/WEB-INF/carafe.taglib.xml");

  /** One tag. */
  record Tag(
      String description,
      String componentType,
      String source,
      Set<String> attributes,
      Set<String> required) {}

  static TagLibrary read() {
    var tags = new TreeMap<String, Tag>();
    elements(Xml.parse(FILE), "tag").forEach(tag -> tags.put(text(tag, "tag-name"), tag(tag)));
    return new TagLibrary(tags);
  }

  private static Tag tag(Element tag) {
    return new Tag(
        text(tag, "description"),
        text(tag, "component-type"),
        text(tag, "source"),
        names(elements(tag, "attribute")),
        names(elements(tag, "attribute").filter(one -> text(one, "required").equals("true"))));
  }

  private static Set<String> names(Stream<Element> attributes) {
    return attributes.map(one -> text(one, "name")).collect(Collectors.toSet());
  }

  private static String text(Element element, String child) {
    return elements(element, child).findFirst().map(Element::getTextContent).orElse("").strip();
  }

  private static Stream<Element> elements(Element parent, String name) {
    NodeList found = parent.getElementsByTagNameNS("*", name);
    return IntStream.range(0, found.getLength()).mapToObj(i -> (Element) found.item(i));
  }
}
