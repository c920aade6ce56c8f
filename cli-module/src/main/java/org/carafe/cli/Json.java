package org.carafe.cli;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;

/** What {@code --json} prints: plain maps, lists and texts, null included. */
final class Json {
  private static final Gson GSON =
      new GsonBuilder().setPrettyPrinting().serializeNulls().disableHtmlEscaping().create();

  private Json() {}

  static String of(Object value) {
    return GSON.toJson(value);
  }
}
