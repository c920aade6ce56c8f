package org.carafe.core;

import jakarta.enterprise.context.ApplicationScoped;
import org.carafe.core.web.Exchange;

/**
 * Messages for the next page the person sees. They survive exactly one redirect, in a signed cookie
 * bound to the session and to the page that the redirect goes to.
 *
 * <pre>{@code
 * flash.success("users.emails.added", address);
 * redirect.to("users.account");
 * }</pre>
 */
@ApplicationScoped
public class Flash {

  /** How a message looks: the names of Bootstrap's alerts. */
  public enum Category {
    SUCCESS,
    INFO,
    WARNING,
    DANGER
  }

  /**
   * A message as it travels.
   *
   * @param key the text's full key
   * @param arguments what its placeholders stand for
   */
  public record Message(Category category, String key, java.util.List<String> arguments) {}

  /** Something is done. */
  public void success(String key, Object... arguments) {
    add(Category.SUCCESS, key, arguments);
  }

  /** Something to know. */
  public void info(String key, Object... arguments) {
    add(Category.INFO, key, arguments);
  }

  /** Something to look after. */
  public void warning(String key, Object... arguments) {
    add(Category.WARNING, key, arguments);
  }

  /** Something went wrong. */
  public void danger(String key, Object... arguments) {
    add(Category.DANGER, key, arguments);
  }

  private static void add(Category category, String key, Object... arguments) {
    var texts = java.util.Arrays.stream(arguments).map(String::valueOf).toList();
    Exchange.require().flashes().add(new Message(category, key, texts));
  }
}
