package org.carafe.core;

import java.util.function.Function;
import org.carafe.core.config.Setting;
import org.jspecify.annotations.Nullable;

/**
 * What a {@link Blueprint} writes its declarations into.
 *
 * <pre>{@code
 * app.page("profile", "/u/{name}", "users/profile.xhtml").anonymous();
 * app.page("emails", "/user", "users/emails.xhtml").signedIn().in("account", 10).icon("mail");
 * app.handler("logout", "POST", "/logout", SignOut.class).anonymous();
 * app.permission("users:manage");
 * }</pre>
 */
public interface Registration {

  /**
   * A Faces page that answers GET and, unless a handler takes it, POST.
   *
   * @param endpoint the name within the blueprint; {@code urlFor} knows it as {@code
   *     <blueprint>.<endpoint>}
   * @param pattern the URL, with parts such as {@code {name}}, {@code {id:long}} or {@code
   *     {file:path}}
   * @param view the Facelets file below {@code WEB-INF}
   */
  PageSpec page(String endpoint, String pattern, String view);

  /** A plain request handler, a CDI bean, for one method. */
  HandlerSpec handler(
      String endpoint, String method, String pattern, Class<? extends Handler> handler);

  /** A JAX-RS resource class below {@code /api/v1}; each of its methods carries its own access. */
  void resource(Class<?> resource);

  /** A URL that the server itself answers, such as {@code /health}. */
  void passThrough(String path);

  /** Where whoever must sign in first is sent; {@code next} carries the way back. */
  void signInAt(String endpoint);

  /** Where whoever is signed in is led from pages for those who are not. */
  void landAt(String endpoint);

  /** The view that shows errors to a person. */
  void errorView(String view);

  /** A named menu that pages place themselves in. */
  void area(String name);

  /**
   * A place in a page that other modules fill with panels, who know it as {@code
   * <blueprint>.<name>}.
   */
  void slot(String name);

  /** A fragment for a slot, shown to whoever holds the permission ({@code null}: to everybody). */
  void panel(String slot, String view, @Nullable String permission, int order);

  /** A permission this module asks for. */
  void permission(String name);

  /**
   * A value every view knows as {@code #{app.NAME}}, computed from a CDI bean when it is asked for.
   */
  <B> void context(
      String name, Class<B> bean, Function<? super B, ? extends @Nullable Object> value);

  /** A configuration setting this module reads. */
  void setting(Setting<?> setting);

  /** A picocli command class that becomes {@code carafe <its name>}. */
  void command(Class<?> command);

  /** What can still be said of a declared handler. */
  interface HandlerSpec {
    /**
     * Takes requests that no page of this site made, such as a mail program's one click (RFC 8058):
     * the URL itself must hold a secret, as the cookies of whoever is made to call it count for
     * nothing here.
     */
    HandlerSpec fromAnywhere();

    /** Takes forms with files ({@code multipart/form-data}); elsewhere they are refused unread. */
    HandlerSpec takesFiles();

    /** Everybody may call it. */
    void anonymous();

    /** Whoever is signed in may call it. */
    void signedIn();

    /** Whoever holds the permission may call it. */
    void permission(String name);
  }

  /** What can still be said of a declared page; one of the four accesses is required. */
  interface PageSpec {
    /** Everybody may enter. */
    PageSpec anonymous();

    /** Only who is not signed in sees it; the others are led on to where people land. */
    PageSpec signedOut();

    /** Whoever is signed in may enter. */
    PageSpec signedIn();

    /** Whoever holds the permission may enter. */
    PageSpec permission(String name);

    /** Puts the page into a menu; its label is the message {@code <endpoint>.nav}. */
    PageSpec in(String area, int order);

    /** The icon beside the label. */
    PageSpec icon(String name);

    /**
     * Keeps the rendered bytes per URL, language and theme for visitors who are not signed in,
     * until the server ends.
     */
    PageSpec cacheAnonymous();

    /** Takes forms with files ({@code multipart/form-data}); elsewhere they are refused unread. */
    PageSpec takesFiles();
  }
}
