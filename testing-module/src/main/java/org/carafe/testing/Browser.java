package org.carafe.testing;

import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.ColorScheme;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Chromium. Each opened page is a visitor of its own, with no cookies yet.
 *
 * <pre>{@code
 * try (var browser = Browser.launch()) {
 *   var page = browser.open(site.resolve("/login"), Viewing.plain().inTheDark().size(320, 640));
 *   page.getByLabel("Username").fill("admin");
 * }
 * }</pre>
 *
 * <p>The executable is {@code CARAFE_CHROMIUM}, else the system's Chromium, else the one Playwright
 * downloads. Use it from one thread.
 */
public final class Browser implements AutoCloseable {
  private final Playwright playwright;
  private final com.microsoft.playwright.Browser chromium;
  private final List<String> complaints = new ArrayList<>();

  private Browser(Playwright playwright, com.microsoft.playwright.Browser chromium) {
    this.playwright = playwright;
    this.chromium = chromium;
  }

  public static Browser launch() {
    var installed = installed();
    var environment =
        installed.isPresent()
            ? Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")
            : Map.<String, String>of();
    PlaywrightAssertions.setDefaultAssertionTimeout((double) Patience.LONGEST.toMillis());
    var playwright = Playwright.create(new Playwright.CreateOptions().setEnv(environment));
    var options = new BrowserType.LaunchOptions().setHeadless(true).setArgs(arguments());
    installed.ifPresent(options::setExecutablePath);
    return new Browser(playwright, playwright.chromium().launch(options));
  }

  /** The Chromium that is there already, if any. */
  public static Optional<Path> installed() {
    return Stream.of(
            Optional.ofNullable(System.getenv("CARAFE_CHROMIUM")).orElse(""),
            "/usr/bin/chromium",
            "/usr/bin/chromium-browser",
            "/usr/bin/google-chrome")
        .filter(name -> !name.isBlank())
        .map(Path::of)
        .filter(Files::isExecutable)
        .findFirst();
  }

  private static List<String> arguments() {
    var arguments = new ArrayList<>(List.of("--disable-dev-shm-usage", "--disable-gpu"));
    if ("root".equals(System.getProperty("user.name"))) {
      arguments.add("--no-sandbox");
    }
    return arguments;
  }

  /** A new visitor; paths given to {@code page.navigate} start at the site. */
  public Page visit(URI site, Viewing viewing) {
    var context =
        chromium.newContext(
            new com.microsoft.playwright.Browser.NewContextOptions()
                .setBaseURL(site.toString())
                .setJavaScriptEnabled(viewing.script())
                .setColorScheme(viewing.dark() ? ColorScheme.DARK : ColorScheme.LIGHT)
                .setViewportSize(viewing.width(), viewing.height())
                .setExtraHTTPHeaders(Map.of(Visitor.ADDRESS_HEADER, Visitor.freshAddress()))
                .setTimezoneId(viewing.zone())
                .setLocale(viewing.language()));
    context.setDefaultTimeout((double) Patience.LONGEST.toMillis());
    var page = context.newPage();
    page.onConsoleMessage(
        message -> {
          if (message.type().equals("error")) {
            complaints.add(message.text() + " (" + message.location() + ")");
          }
        });
    page.onPageError(error -> complaints.add(error));
    return page;
  }

  /** A new visitor who has opened this address. */
  public Page open(URI address, Viewing viewing) {
    var page = visit(address.resolve("/"), viewing);
    page.navigate(address.toString());
    return page;
  }

  /** Script errors, refused content and failed loads since the browser was started. */
  public List<String> complaints() {
    return List.copyOf(complaints);
  }

  @Override
  public void close() {
    chromium.close();
    playwright.close();
  }
}
