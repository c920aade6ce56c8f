package org.carafe.cli.debug;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.carafe.core.migration.Migration;
import org.carafe.core.text.Messages;

/** What a browser shows while the application cannot answer; a script shows when it can again. */
final class ProblemPage {
  private static final Pattern THEME = Pattern.compile("(?:^|; ?)theme=(light|dark)(?:;|$)");
  private static final int AROUND = 5;
  private static final int MOST = 10;
  private static final String PAGE =
      """
      <!DOCTYPE html>
      <html lang="%s" data-bs-theme="%s"><head>
      <meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
      <meta name="color-scheme" content="light dark">
      <title>%s · Carafe</title>
      <link rel="icon" href="data:,">
      <link rel="stylesheet" href="/-/carafe/web/app.css">
      <link rel="stylesheet" href="/-/carafe/dev/dev.css">
      <script src="/-/carafe/dev/mended.js" defer></script>
      </head><body>
      <main id="content"><div class="container-xl c-page">
      <div class="c-pagehead"><div><h1>%s</h1><p>%s</p></div></div>
      <div class="c-stack">%s</div>
      </div></main>
      </body></html>
      """;

  private final SourceTree tree;
  private final Messages messages;
  private final String migrateUrl;
  private final String token;

  ProblemPage(SourceTree tree, Messages messages, String migrateUrl, String token) {
    this.tree = tree;
    this.messages = messages;
    this.migrateUrl = migrateUrl;
    this.token = token;
  }

  byte[] of(Problem problem, Head head) {
    var locale = head.header("accept-language").flatMap(Messages::negotiate).orElse(Locale.ENGLISH);
    var theme = THEME.matcher(head.header("cookie").orElse(""));
    var html =
        PAGE.formatted(
            locale.getLanguage(),
            theme.find() ? theme.group(1) : "",
            escaped(title(problem, locale)),
            escaped(title(problem, locale)),
            escaped(lead(problem, locale)),
            body(problem, locale));
    return Reply.of(500, "text/html; charset=utf-8", html.getBytes(UTF_8));
  }

  private String text(Locale locale, String key, Object... arguments) {
    return messages.text(locale, "dev.problem." + key, arguments);
  }

  private String title(Problem problem, Locale locale) {
    return text(locale, kind(problem) + ".title");
  }

  private String lead(Problem problem, Locale locale) {
    return text(locale, kind(problem) + ".lead");
  }

  private static String kind(Problem problem) {
    if (problem instanceof Problem.DoesNotCompile) {
      return "compile";
    }
    if (problem instanceof Problem.Building) {
      return "building";
    }
    return problem instanceof Problem.Pending ? "pending" : "start";
  }

  private String body(Problem problem, Locale locale) {
    if (problem instanceof Problem.DoesNotCompile compile) {
      return mistakes(compile.mistakes(), locale);
    }
    if (problem instanceof Problem.Pending pending) {
      return pending(pending, locale);
    }
    if (problem instanceof Problem.Building) {
      return "";
    }
    return "<section class=\"card\"><div class=\"card-body\"><pre class=\"c-mailtext\">"
        + escaped(((Problem.DoesNotStart) problem).cause())
        + "</pre></div></section>";
  }

  private String mistakes(List<Problem.Mistake> mistakes, Locale locale) {
    var html = new StringBuilder();
    mistakes.stream().limit(MOST).forEach(mistake -> html.append(card(mistake)));
    if (mistakes.size() > MOST) {
      html.append("<p>")
          .append(escaped(text(locale, "compile.more", mistakes.size() - MOST)))
          .append("</p>");
    }
    return html.toString();
  }

  private String card(Problem.Mistake mistake) {
    String where =
        mistake.line() > 0
            ? tree.name(mistake.file()) + ":" + mistake.line() + ":" + mistake.column()
            : "";
    return """
        <section class="card"><div class="card-header"><div><h2 class="mono">%s</h2><p class="mono">%s</p></div></div>
        <div class="card-body"><p class="c-mailtext tone-bad">%s</p>%s</div></section>
        """
        .formatted(
            escaped(String.valueOf(mistake.file().getFileName())),
            escaped(where),
            escaped(mistake.text()),
            mistake.line() > 0 ? excerpt(mistake.file(), mistake.line()) : "");
  }

  private static String excerpt(Path file, long line) {
    try {
      var lines = Files.readAllLines(file);
      var html = new StringBuilder("<pre class=\"c-codeblock\" tabindex=\"0\">");
      int from = Math.max(1, (int) line - AROUND);
      for (int i = from; i <= Math.min(lines.size(), line + AROUND); i++) {
        String tag = i == line ? "mark" : "span";
        html.append("<%s><b>%d</b>%s\n</%s>".formatted(tag, i, escaped(lines.get(i - 1)), tag));
      }
      return html.append("</pre>").toString();
    } catch (IOException gone) {
      return "";
    }
  }

  private String pending(Problem.Pending problem, Locale locale) {
    var rows = new StringBuilder();
    for (Migration migration : problem.migrations()) {
      rows.append(
          "<li class=\"c-row\"><div class=\"c-row-text\"><span class=\"c-row-title\">%s</span><p class=\"mono\">%s</p></div></li>"
              .formatted(escaped(migration.description()), escaped(migration.script())));
    }
    var alert =
        problem.failure().isEmpty()
            ? ""
            : "<div class=\"alert alert-danger\" role=\"alert\"><div><p>%s</p></div></div>"
                .formatted(escaped(problem.failure()));
    return """
        %s<section class="card"><ul class="c-rows">%s</ul>
        <div class="card-footer"><form class="c-pendingform" method="post" action="%s"><input type="hidden" name="token" value="%s">%s
        <button class="btn btn-primary" type="submit">%s</button></form></div></section>
        <p>%s <code>./carafe db upgrade%s</code></p>
        """
        .formatted(
            alert,
            rows,
            migrateUrl,
            token,
            losses(problem, locale),
            escaped(text(locale, problem.losses().isEmpty() ? "pending.apply" : "pending.lose")),
            escaped(text(locale, "pending.command")),
            problem.losses().isEmpty() ? "" : " --yes");
  }

  /** What is lost, and a box that says so too: without it the button does nothing. */
  private String losses(Problem.Pending problem, Locale locale) {
    if (problem.losses().isEmpty()) {
      return "";
    }
    var list = new StringBuilder();
    problem.losses().forEach(loss -> list.append("<li>").append(escaped(loss)).append("</li>"));
    return """
        <div class="alert alert-warning"><div><p>%s</p><ul>%s</ul></div></div>
        <div class="form-check"><input class="form-check-input" type="checkbox" id="lose" name="lose" value="%s" required>
        <label class="form-check-label" for="lose">%s</label></div>
        """
        .formatted(
            escaped(text(locale, "pending.losses")),
            list,
            problem.consent(),
            escaped(text(locale, "pending.agree")));
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
