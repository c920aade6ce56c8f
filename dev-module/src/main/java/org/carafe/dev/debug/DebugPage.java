package org.carafe.dev.debug;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.carafe.core.Application;
import org.carafe.core.Principal;
import org.carafe.core.route.Route;
import org.carafe.core.web.StaticFiles;

/** Everything about one request: what it failed with, what it brought and did, and a console. */
final class DebugPage {
  private final Recorded request;
  private final StaticFiles statics;
  private final boolean open;
  private final Markup html;

  private DebugPage(Recorded request, StaticFiles statics, boolean open) {
    this.request = request;
    this.statics = statics;
    this.open = open;
    this.html = new Markup(request.locale());
  }

  /**
   * The page.
   *
   * @param open whether the console is
   */
  static String of(Recorded request, StaticFiles statics, Path root, boolean open) {
    return new DebugPage(request, statics, open).write(root);
  }

  /**
   * Where a field of a request's page is: the browser goes there and puts the cursor into it.
   *
   * @param field {@code pin} or {@code code}
   */
  static String at(Recorded request, String field) {
    return Application.current().urlFor("dev.debug", "id", request.id()) + "#" + field;
  }

  private String write(Path root) {
    var trace = request.failure().map(failure -> Trace.of(failure, root));
    String title =
        trace
            .map(Trace::type)
            .map(type -> type.substring(type.lastIndexOf('.') + 1))
            .orElseGet(() -> html.said("title"));
    head(title);
    html.raw("<div class=\"c-pagehead\"><div><p class=\"mono small mt-0 mb-2\">")
        .text(request.method() + " " + request.address() + " → " + request.status())
        .raw("</p><h1>")
        .raw(Markup.escaped(title).replaceAll("(?<=[a-z])(?=[A-Z])", "<wbr>"))
        .raw("</h1>");
    trace.ifPresent(
        one -> html.raw("<p class=\"c-mailtext c-why\">").text(one.message()).raw("</p>"));
    trace
        .map(Trace::places)
        .orElse(List.of())
        .forEach(place -> html.raw("<p class=\"c-place mono small\">").text(place).raw("</p>"));
    html.raw("</div></div><div class=\"c-stack\">");
    trace.ifPresent(this::stack);
    html.raw("<div class=\"c-grid-2\">");
    facts();
    person();
    html.raw("</div>");
    card("sql", html.said("sql"));
    html.raw("<div class=\"card-body\">");
    statements(html, request);
    html.raw("</div></section>");
    console();
    return html.raw("</div></div></main></body></html>").toString();
  }

  private void head(String title) {
    html.raw("<!DOCTYPE html>\n<html lang=\"")
        .text(html.locale().toLanguageTag())
        .raw("\" data-bs-theme=\"")
        .text(request.theme())
        .raw(
            "\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><meta name=\"color-scheme\" content=\"light dark\"><title>")
        .text(title + " · " + html.said("title"))
        .raw("</title><link rel=\"icon\" href=\"data:,\"><link rel=\"stylesheet\" href=\"")
        .text(statics.url("web/app.css"))
        .raw("\"><link rel=\"stylesheet\" href=\"")
        .text(statics.url("dev/dev.css"))
        .raw("\"></head><body><main id=\"content\"><div class=\"container-xl c-page\">");
  }

  private void card(String id, String title) {
    html.raw("<section class=\"card\" id=\"")
        .raw(id)
        .raw("\" aria-labelledby=\"")
        .raw(id)
        .raw("-t\"><div class=\"card-header\"><div><h2 id=\"")
        .raw(id)
        .raw("-t\">")
        .text(title)
        .raw("</h2></div></div>");
  }

  private void stack(Trace trace) {
    card("stack", html.said("stack"));
    trace
        .wrappers()
        .forEach(
            wrapper ->
                html.raw("<p class=\"c-wrapper small mono text-body-secondary\">")
                    .text(wrapper)
                    .raw("</p>"));
    html.raw("<div>");
    for (Trace.Part part : trace.parts()) {
      if (part instanceof Trace.Own own) {
        html.raw(
                "<details class=\"c-frame\"" + (own.isKernel() ? "" : " open") + "><summary><code>")
            .text(own.call())
            .raw("</code><span class=\"small text-body-secondary\">")
            .text(own.place())
            .raw("</span></summary><div><pre class=\"c-codeblock\" tabindex=\"0\">");
        own.lines().forEach(this::line);
        html.raw("</pre></div></details>");
      } else if (part instanceof Trace.Others others) {
        html.raw("<details class=\"c-frame\"><summary><span>")
            .say("others", others.calls().size())
            .raw("</span><span class=\"small text-body-secondary\">")
            .text(String.join(", ", others.packages()))
            .raw("</span></summary><div><pre class=\"c-codeblock\" tabindex=\"0\">");
        others.calls().forEach(call -> html.raw("<span>").text(call).raw("</span>"));
        html.raw("</pre></div></details>");
      }
    }
    html.raw("</div></section>");
  }

  private void line(Trace.Line line) {
    String tag = line.here() ? "mark" : "span";
    html.raw("<" + tag + "><b>")
        .text(line.number())
        .raw("</b>")
        .text(line.text())
        .raw("\n</" + tag + ">");
  }

  /** Adds what answers a route, as entries of a list. */
  static Consumer<Route> target(Markup html) {
    return route ->
        html.raw("<dt>")
            .say("endpoint")
            .raw("</dt><dd><code>")
            .text(route.endpoint())
            .raw("</code></dd><dt>")
            .say("view")
            .raw("</dt><dd><code>")
            .text(route.target())
            .raw("</code></dd>");
  }

  private void facts() {
    card("request", html.said("request"));
    html.raw("<div class=\"card-body\"><dl class=\"c-facts c-facts-2\">");
    request.route().ifPresent(target(html));
    values(request.parameters());
    values(request.headers());
    html.raw("<dt>").say("number").raw("</dt><dd><code>").text(request.id());
    html.raw("</code></dd></dl></div></section>");
  }

  private void values(List<Recorded.Value> values) {
    for (var value : values) {
      html.raw("<dt>").text(value.name()).raw("</dt><dd>");
      if (value.text() == null) {
        html.raw("<span class=\"text-body-secondary\">").say("masked").raw("</span>");
      } else {
        html.raw("<code>").text(value.text()).raw("</code>");
      }
      html.raw("</dd>");
    }
  }

  private void person() {
    card("session", html.said("session"));
    html.raw("<div class=\"card-body\"><dl class=\"c-facts c-facts-2\"><dt>")
        .say("person")
        .raw("</dt><dd>");
    html.raw("<bdi>")
        .text(request.person().map(Principal::name).orElseGet(() -> html.said("nobody")))
        .raw("</bdi></dd><dt>")
        .say("permissions")
        .raw("</dt><dd>")
        .text(request.person().map(one -> String.join(", ", one.permissions())).orElse("–"))
        .raw("</dd><dt>")
        .say("token")
        .raw("</dt><dd><span class=\"text-body-secondary\">")
        .say(request.hasSession() ? "masked" : "none")
        .raw("</span></dd><dt>")
        .say("flashes")
        .raw("</dt><dd>");
    request
        .flashes()
        .forEach(flash -> html.text(flash.category() + ": " + flash.text()).raw("<br>"));
    html.raw("</dd><dt>")
        .say("mails")
        .raw("</dt><dd>")
        .text(request.mails())
        .raw("</dd></dl></div></section>");
  }

  /** Adds what was sent to the database. */
  static void statements(Markup html, Recorded request) {
    html.raw(request.statements().isEmpty() ? "<p class=\"my-0\">" : "<p class=\"mt-0\">")
        .say(
            "sql.lead",
            request.statements().size() + request.unrecorded(),
            Markup.millis(request.databaseTime()),
            request.duplicates())
        .raw("</p>");
    if (request.statements().isEmpty()) {
      return;
    }
    html.raw("<div class=\"c-tablewrap\" tabindex=\"0\" role=\"region\" aria-label=\"")
        .say("sql")
        .raw("\"><table class=\"table\"><thead><tr><th scope=\"col\">")
        .say("statement")
        .raw("</th><th scope=\"col\" class=\"text-end num\">ms</th></tr></thead><tbody>");
    for (var statement : request.statements()) {
      html.raw("<tr><td><code class=\"c-sql\">").text(statement.sql()).raw("</code>");
      if (request.isDuplicate(statement)) {
        html.raw(" <span class=\"badge badge-warn\">").say("duplicate").raw("</span>");
      }
      if (statement.failure() != null) {
        html.raw("<p class=\"tone-bad small mb-0\">").text(statement.failure()).raw("</p>");
      }
      html.raw("</td><td class=\"text-end num\">")
          .text(Markup.millis(statement.time()))
          .raw("</td></tr>");
    }
    html.raw("</tbody></table></div>");
  }

  private void console() {
    card("console", html.said("console"));
    html.raw("<div class=\"card-body\">");
    if (open) {
      openConsole();
    } else if (Lock.left() == 0) {
      html.raw("<p class=\"mb-0\">").say("console.off").raw("</p>");
    } else {
      lockedConsole();
    }
    html.raw("</div></section>");
  }

  private void form(String endpoint) {
    html.raw("<form class=\"c-consoleform\" method=\"post\" action=\"")
        .text(Application.current().urlFor(endpoint, "id", request.id()))
        .raw("\"><input type=\"hidden\" name=\"token\" value=\"")
        .text(request.token())
        .raw("\">");
  }

  private void lockedConsole() {
    boolean wrong = Lock.left() < Lock.TRIES;
    html.raw("<p class=\"text-body-secondary\" id=\"pin-hint\">");
    if (wrong) {
      html.raw("<strong class=\"tone-bad\">").say("console.wrong").raw("</strong> ");
    }
    html.say("console.locked", Lock.left()).raw("</p>");
    form("dev.debugUnlock");
    html.raw("<label class=\"visually-hidden\" for=\"pin\">PIN</label><div>")
        .raw(
            "<input class=\"form-control mono\" id=\"pin\" name=\"pin\" inputmode=\"numeric\" autocomplete=\"off\" aria-describedby=\"pin-hint\" required"
                + (wrong ? " aria-invalid=\"true\">" : ">"))
        .raw("</div><button class=\"btn btn-primary\" type=\"submit\">")
        .say("console.unlock")
        .raw("</button></form>");
  }

  private void openConsole() {
    String running = Console.runningOf(request);
    var lines = Console.linesOf(request);
    if (!lines.isEmpty() || !running.isEmpty()) {
      html.raw("<pre class=\"c-codeblock c-console\" tabindex=\"0\" role=\"log\"><span>");
      for (var line : lines) {
        asked(line.asked());
        if (!line.answer().isEmpty()) {
          html.raw(line.failed() ? "<mark>" : "<span>")
              .text(line.answer())
              .raw(line.failed() ? "\n</mark>" : "\n</span>");
        }
      }
      if (!running.isEmpty()) {
        asked(running);
        html.raw("<span>").say("console.running").raw("\n</span>");
      }
      html.raw("</span></pre>");
    }
    html.raw("<p class=\"text-body-secondary\" id=\"code-hint\">").say("console.open").raw("</p>");
    form("dev.debugConsole");
    html.raw("<label class=\"visually-hidden\" for=\"code\">Java</label>")
        .raw(
            "<textarea class=\"form-control mono\" id=\"code\" name=\"code\" rows=\"3\" spellcheck=\"false\" autocomplete=\"off\" aria-describedby=\"code-hint\" required></textarea>")
        .raw("<button class=\"btn btn-primary\" type=\"submit\">")
        .say("console.run")
        .raw(
            "</button><button class=\"btn btn-outline-secondary\" id=\"stop\" type=\"submit\" formnovalidate"
                + (running.isEmpty() ? " hidden" : "")
                + " formaction=\"")
        .text(Application.current().urlFor("dev.debugStop", "id", request.id()))
        .raw("\">")
        .say("console.stop")
        .raw("</button></form><script src=\"")
        .text(statics.url("dev/console.js"))
        .raw("\"></script>");
  }

  private void asked(String code) {
    html.raw("<span><b>›</b>").text(code).raw("\n</span>");
  }
}
