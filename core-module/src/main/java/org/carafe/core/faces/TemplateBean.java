package org.carafe.core.faces;

import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import org.carafe.core.Area;
import org.carafe.core.Panel;
import org.carafe.core.Principal;
import org.carafe.core.config.CoreSettings;
import org.carafe.core.route.Route;
import org.carafe.core.text.ShownValue;
import org.carafe.core.web.Exchange;
import org.carafe.core.web.Flashes;
import org.carafe.core.web.StaticFiles;
import org.jspecify.annotations.Nullable;

/**
 * The global template bean, {@code #{app}}: what every page may need without asking for it.
 *
 * <pre>{@code
 * <a href="#{app.urlFor('users.profile', 'name', user.name)}">…</a>
 * <link rel="stylesheet" href="#{app.staticUrl('web/app.css')}"/>
 * }</pre>
 */
public final class TemplateBean {
  private final Exchange exchange;

  TemplateBean(Exchange exchange) {
    this.exchange = exchange;
  }

  Exchange exchange() {
    return exchange;
  }

  /** The application's name. */
  public String getName() {
    return exchange.application().configuration().get(CoreSettings.APP_NAME);
  }

  /** Whether somebody is signed in. */
  public boolean isSignedIn() {
    return exchange.principal().isPresent();
  }

  /** The person who is signed in. */
  public @Nullable PrincipalBean getPrincipal() {
    return exchange.principal().map(PrincipalBean::new).orElse(null);
  }

  /** Whether the person holds the permission. */
  public boolean may(String permission) {
    return exchange.principal().filter(principal -> principal.may(permission)).isPresent();
  }

  /** The path of an endpoint. */
  public String urlFor(String endpoint, @Nullable Object... namesAndValues) {
    return exchange.application().urlFor(endpoint, namesAndValues);
  }

  /** Whether there is such an endpoint: a layout must not need every module. */
  public boolean has(String endpoint) {
    return exchange.application().routes().has(endpoint);
  }

  /** The versioned URL of a static file. */
  public String staticUrl(String file) {
    var statics =
        (StaticFiles)
            exchange.request().getServletContext().getAttribute(StaticFiles.class.getName());
    return statics.url(file);
  }

  /** A text with its arguments. */
  public String text(String key, Object... arguments) {
    return exchange.text(key, arguments);
  }

  /** A date, a moment, a number or a yes or no as the visitor reads it; nothing for nothing. */
  public String format(@Nullable Object value) {
    ZoneId zone = exchange.principal().map(Principal::zone).orElse(ZoneOffset.UTC);
    return new ShownValue(exchange.application().messages(), exchange.locale(), zone).of(value);
  }

  /** The messages for this page. */
  public List<FlashBean> getFlashes() {
    return exchange.flashes().shown(exchange).stream().map(FlashBean::new).toList();
  }

  /** The entries of a menu that the visitor may enter. */
  public List<NavigationItem> navigation(String area) {
    return exchange.application().area(area).entries().stream()
        .filter(this::isOpen)
        .map(this::item)
        .toList();
  }

  private boolean isOpen(Area.Entry entry) {
    return exchange
        .application()
        .routes()
        .endpoint(entry.endpoint())
        .access()
        .admits(exchange.principal());
  }

  private NavigationItem item(Area.Entry entry) {
    boolean current = entry.endpoint().equals(getEndpoint());
    String about = entry.labelKey() + ".text";
    return new NavigationItem(
        urlFor(entry.endpoint()),
        exchange.text(entry.labelKey()),
        exchange.application().messages().has(about) ? exchange.text(about) : "",
        entry.icon(),
        current);
  }

  /** The panels of a slot that the visitor may see. */
  public List<Panel> panels(String slot) {
    return exchange.application().panels(slot).stream()
        .filter(panel -> panel.permission().map(this::may).orElse(true))
        .toList();
  }

  /** The visitor's language. */
  public Locale getLocale() {
    return exchange.locale();
  }

  /** The language's tag, for {@code lang}. */
  public String getLanguage() {
    return exchange.locale().toLanguageTag();
  }

  /** {@code light}, {@code dark} or empty. */
  public String getTheme() {
    return exchange.theme();
  }

  /** The number of this request. */
  public String getRequestId() {
    return exchange.requestId();
  }

  /** The full name of the endpoint that answers, empty on error pages without one. */
  public String getEndpoint() {
    return exchange.route().map(Route::endpoint).orElse("");
  }

  /** The path and query of this page, to come back to. */
  public String getUrl() {
    return exchange.url();
  }

  /** A menu's entry as it is shown. */
  public record NavigationItem(
      String url, String label, String about, String icon, boolean current) {
    /** Where it leads. */
    public String getUrl() {
      return url;
    }

    /** What it says. */
    public String getLabel() {
      return label;
    }

    /** A sentence about what is there, empty for none. */
    public String getAbout() {
      return about;
    }

    /** The icon's name, empty for none. */
    public String getIcon() {
      return icon;
    }

    /** Whether it leads here. */
    public boolean isCurrent() {
      return current;
    }
  }

  /** A message as views read it. */
  public record FlashBean(Flashes.Shown shown) {
    /** success, info, warning or danger. */
    public String getCategory() {
      return shown.category();
    }

    /** The sentence. */
    public String getText() {
      return shown.text();
    }
  }

  /** The person as views read it. */
  public record PrincipalBean(Principal principal) {
    /** The person's number. */
    public long getId() {
      return principal.id();
    }

    /** The username. */
    public String getName() {
      return principal.name();
    }
  }
}
