package org.carafe.mail.control;

import io.pebbletemplates.pebble.extension.escaper.SafeString;

/** The two forms every template is rendered in. */
enum Format {
  HTML("html") {
    @Override
    String pattern(String text) {
      return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    /** A name may run in another direction than the sentence around it. */
    @Override
    String argument(String text) {
      return "<bdi>" + pattern(text).replace("\"", "&quot;") + "</bdi>";
    }

    @Override
    Object finished(String text) {
      return new SafeString(text);
    }
  },

  TEXT("txt") {
    @Override
    String pattern(String text) {
      return text;
    }

    @Override
    String argument(String text) {
      return text;
    }

    @Override
    Object finished(String text) {
      return text;
    }
  };

  private final String extension;

  Format(String extension) {
    this.extension = extension;
  }

  String extension() {
    return extension;
  }

  /** A text of ours, before its arguments are filled in. */
  abstract String pattern(String text);

  /** A text from outside. */
  abstract String argument(String text);

  /** What is not to be escaped again. */
  abstract Object finished(String text);
}
