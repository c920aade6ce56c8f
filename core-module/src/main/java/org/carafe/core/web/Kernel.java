package org.carafe.core.web;

import java.net.URI;
import java.time.Clock;
import java.util.Locale;
import org.carafe.core.Application;
import org.carafe.core.config.CoreSettings;
import org.carafe.core.signing.Signer;

/** What every exchange shares: the application and what signs and keeps its cookies. */
final class Kernel {
  private final Application application;
  private final SiteCookies cookies;
  private final Signer sessionSigner;
  private final Signer flashSigner;
  private final URI baseUrl;

  Kernel(Application application) {
    this.application = application;
    this.baseUrl = application.configuration().get(CoreSettings.BASE_URL);
    this.cookies = new SiteCookies(baseUrl);
    this.sessionSigner = application.signer("core.session");
    this.flashSigner = application.signer("core.flash");
  }

  Application application() {
    return application;
  }

  SiteCookies cookies() {
    return cookies;
  }

  Signer sessionSigner() {
    return sessionSigner;
  }

  Signer flashSigner() {
    return flashSigner;
  }

  /** {@code https://carafe.example}, without a path. */
  String origin() {
    String port = baseUrl.getPort() < 0 ? "" : ":" + baseUrl.getPort();
    return baseUrl.getScheme() + "://" + baseUrl.getHost() + port;
  }

  Locale defaultLanguage() {
    return Locale.forLanguageTag(application.configuration().get(CoreSettings.LOCALE_DEFAULT));
  }

  boolean isHttps() {
    return "https".equals(baseUrl.getScheme());
  }

  /** The clock that is injected elsewhere; filters are made before injection works. */
  Clock clock() {
    return Beans.get(Clock.class);
  }
}
