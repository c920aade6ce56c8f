package org.carafe.mail.control;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.pebbletemplates.pebble.loader.Loader;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Finds {@code auth.confirm} at {@code org/carafe/auth/mail/confirm.peb}, or, where HTML and text
 * differ, at {@code confirm.html.peb} and {@code confirm.txt.peb}.
 */
final class TemplateFiles implements Loader<String> {

  private static final Pattern NAME = Pattern.compile("([a-z]+)\\.([a-zA-Z][a-zA-Z0-9]*)");

  private final Format format;

  TemplateFiles(Format format) {
    this.format = format;
  }

  @Override
  public Reader getReader(String name) {
    for (String path : paths(name)) {
      InputStream in = open(path);
      if (in != null) {
        return new InputStreamReader(in, UTF_8);
      }
    }
    throw new IllegalArgumentException(
        "There is no mail template \"%s\". It is looked for at %s."
            .formatted(name, String.join(" and ", paths(name))));
  }

  private List<String> paths(String name) {
    Matcher matcher = NAME.matcher(name);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "A mail template is named by module and name, such as \"auth.confirm\"; this is \"%s\"."
              .formatted(name));
    }
    String path = "org/carafe/" + matcher.group(1) + "/mail/" + matcher.group(2);
    return List.of(path + "." + format.extension() + ".peb", path + ".peb");
  }

  /** All modules of an application share one class loader, on the server as on the command line. */
  private static @Nullable InputStream open(String path) {
    return TemplateFiles.class.getClassLoader().getResourceAsStream(path);
  }

  @Override
  public boolean resourceExists(String name) {
    return paths(name).stream()
        .anyMatch(path -> TemplateFiles.class.getClassLoader().getResource(path) != null);
  }

  @Override
  public String createCacheKey(String name) {
    return name;
  }

  @Override
  public String resolveRelativePath(String relativePath, String anchorPath) {
    return relativePath;
  }

  @Override
  public void setCharset(String charset) {}

  @Override
  public void setPrefix(String prefix) {}

  @Override
  public void setSuffix(String suffix) {}
}
