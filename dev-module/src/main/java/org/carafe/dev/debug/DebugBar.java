package org.carafe.dev.debug;

import java.util.Optional;
import org.carafe.core.Application;
import org.carafe.core.route.Route;

/** The bar at the end of each page: what making the page took. */
final class DebugBar {
  private final Recorded request;
  private final Optional<Recorded> before;
  private final Markup html;

  private DebugBar(Recorded request, Optional<Recorded> before) {
    this.request = request;
    this.before = before;
    this.html = new Markup(request.locale());
  }

  /**
   * Its markup.
   *
   * @param before the request that was redirected to this page
   */
  static String of(Recorded request, Optional<Recorded> before) {
    return new DebugBar(request, before).write();
  }

  private String write() {
    html.raw("<aside class=\"c-debugbar\" aria-label=\"").say("bar").raw("\"><details><summary>");
    html.raw("<strong class=\"num\">").text(Markup.millis(request.time())).raw(" ms</strong>");
    html.raw("<span class=\"num\">")
        .say("bar.sql", request.statements().size(), Markup.millis(request.databaseTime()))
        .raw("</span>");
    if (request.duplicates() > 0) {
      html.raw("<span class=\"tone-warn\">")
          .say("bar.duplicates", request.duplicates())
          .raw("</span>");
    }
    html.raw("<code>")
        .text(request.route().map(Route::endpoint).orElse(request.address()))
        .raw("</code>");
    if (request.mails() > 0) {
      html.raw("<span>").say("bar.mails", request.mails()).raw("</span>");
    }
    html.raw("</summary><div class=\"c-debugbar-body\">");
    before.ifPresent(this::before);
    facts();
    phases();
    DebugPage.statements(html, request);
    html.raw("<p><a href=\"")
        .text(Application.current().urlFor("dev.debug", "id", request.id()))
        .raw("\">")
        .say("bar.more")
        .raw("</a></p></div></details></aside>");
    return html.toString();
  }

  private void before(Recorded earlier) {
    html.raw("<p>")
        .say(
            "bar.before",
            earlier.method() + " " + earlier.address(),
            earlier.status(),
            Markup.millis(earlier.time()),
            earlier.statements().size(),
            earlier.mails())
        .raw(" <a href=\"")
        .text(Application.current().urlFor("dev.debug", "id", earlier.id()))
        .raw("\">")
        .say("bar.look")
        .raw("</a></p>");
  }

  private void facts() {
    html.raw("<dl class=\"c-facts c-facts-2\">");
    request.route().ifPresent(DebugPage.target(html));
    html.raw("<dt>").say("status").raw("</dt><dd>").text(request.status()).raw("</dd>");
    html.raw("<dt>").say("flashes").raw("</dt><dd>");
    if (request.flashes().isEmpty()) {
      html.raw("0");
    }
    request
        .flashes()
        .forEach(flash -> html.text(flash.category() + ": " + flash.text()).raw("<br>"));
    html.raw("</dd><dt>").say("mails").raw("</dt><dd>").text(request.mails());
    if (request.mails() > 0) {
      html.raw(" <a href=\"")
          .text(Application.current().urlFor("dev.mail"))
          .raw("\">")
          .say("inbox")
          .raw("</a>");
    }
    html.raw("</dd></dl>");
  }

  private void phases() {
    html.raw("<h2 class=\"h3\">").say("time").raw("</h2><dl class=\"c-facts c-facts-2 num\">");
    var rest = request.time();
    for (var phase : request.phases()) {
      rest = rest.minus(phase.time());
      html.raw("<dt>")
          .text(phase.name())
          .raw("</dt><dd>")
          .text(Markup.millis(phase.time()))
          .raw(" ms</dd>");
    }
    html.raw("<dt>")
        .say("time.rest")
        .raw("</dt><dd>")
        .text(Markup.millis(rest))
        .raw(" ms</dd><dt>")
        .say("time.database")
        .raw("</dt><dd>")
        .text(Markup.millis(request.databaseTime()))
        .raw(" ms</dd></dl>");
  }
}
