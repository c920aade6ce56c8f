package org.carafe.core.command;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;

/** What {@code --json} prints: plain maps, lists and texts, null included. */
public final class Json {
  private static final Gson GSON =
      new GsonBuilder().setPrettyPrinting().serializeNulls().disableHtmlEscaping().create();

  private Json() {}

  /** The text, indented. */
  public static String of(Object value) {
    return GSON.toJson(value);
  }
}
