package org.carafe.dev.view;

import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.carafe.core.text.Suggestion;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/**
 * What a library of tags declares.
 *
 * @param tags the names of the tags, and those of the attributes of each
 */
record TagLibrary(String namespace, Map<String, Set<String>> tags) {
  /** What every component has. */
  private static final Set<String> OF_ALL = Set.of("id", "binding", "rendered");

  static TagLibrary read(InputStream file) throws IOException {
    Element root;
    try {
      var factory = DocumentBuilderFactory.newInstance();
      factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
      root = factory.newDocumentBuilder().parse(file).getDocumentElement();
    } catch (ParserConfigurationException | SAXException failure) {
      throw new IOException(failure);
    }
    var tags = new HashMap<String, Set<String>>();
    for (Element tag : within(root, "tag")) {
      var attributes = new HashSet<String>();
      within(tag, "attribute").forEach(one -> attributes.add(text(one, "name")));
      tags.put(text(tag, "tag-name"), attributes);
    }
    return new TagLibrary(text(root, "namespace"), tags);
  }

  private static Iterable<Element> within(Element parent, String name) {
    NodeList all = parent.getElementsByTagName(name);
    return () ->
        IntStream.range(0, all.getLength()).mapToObj(i -> (Element) all.item(i)).iterator();
  }

  private static String text(Element parent, String name) {
    return parent.getElementsByTagName(name).item(0).getTextContent().strip();
  }

  /** What is wrong with a tag of this library; nothing where it is declared like this. */
  Optional<String> mistake(String tag, Iterable<String> attributes) {
    Set<String> known = tags.get(tag);
    if (known == null) {
      return Optional.of(
          "There is no tag “%s”.%s".formatted(tag, Suggestion.of(tag, tags.keySet())));
    }
    for (String attribute : attributes) {
      if (!known.contains(attribute) && !OF_ALL.contains(attribute)) {
        return Optional.of(
            "The tag “%s” has no attribute “%s”.%s"
                .formatted(tag, attribute, Suggestion.of(attribute, known)));
      }
    }
    return Optional.empty();
  }
}
