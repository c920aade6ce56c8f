package org.carafe.dev.view;

import java.util.Map;

/** The text of a page or template. */
record PageSource(String view, String text) {
  /** What is no markup, and how it ends. */
  private static final Map<String, String> PASSED_OVER =
      Map.of("<!--", "-->", "<![CDATA[", "]]>", "<?", "?>");

  /** The same, each of its expressions marked with its place. */
  String marked() {
    var marked = new StringBuilder(text.length() * 2);
    int line = 1;
    int at = 0;
    while (at < text.length()) {
      int end = endOfWhatIsPassedOver(at);
      if (end == at) {
        end = at + 1;
        if (text.startsWith("#{", at) && (at == 0 || text.charAt(at - 1) != '\\')) {
          marked.append("#{").append(new Place(view, line).mark());
          at += 2;
          continue;
        }
      }
      String part = text.substring(at, end);
      line += (int) part.chars().filter(one -> one == '\n').count();
      marked.append(part);
      at = end;
    }
    return marked.toString();
  }

  private int endOfWhatIsPassedOver(int at) {
    for (var one : PASSED_OVER.entrySet()) {
      if (text.startsWith(one.getKey(), at)) {
        int end = text.indexOf(one.getValue(), at);
        return end < 0 ? text.length() : end + one.getValue().length();
      }
    }
    return at;
  }
}
