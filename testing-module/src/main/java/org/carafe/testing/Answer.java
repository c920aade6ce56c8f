package org.carafe.testing;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.FormElement;

/** What the site answered a {@link Visitor}. */
public final class Answer {
  private final Visitor visitor;
  private final String request;
  private final HttpResponse<String> response;

  Answer(Visitor visitor, String request, HttpResponse<String> response) {
    this.visitor = visitor;
    this.request = request;
    this.response = response;
  }

  public int status() {
    return response.statusCode();
  }

  public String body() {
    return response.body();
  }

  /** The first header of this name. */
  public Optional<String> header(String name) {
    return response.headers().firstValue(name);
  }

  /** All headers, names in lower case. */
  public Map<String, List<String>> headers() {
    return response.headers().map();
  }

  /** The Set-Cookie headers. */
  public List<String> setCookies() {
    return response.headers().allValues("Set-Cookie");
  }

  /** Where a redirect leads. */
  public String location() {
    return header("Location").orElseThrow(() -> new AssertionError(this + " leads nowhere"));
  }

  /** The page a redirect leads to. */
  public Answer follow() {
    if (status() != 303) {
      throw new AssertionError(this + " is no redirect: " + page().text());
    }
    return visitor.get(location());
  }

  public Document page() {
    return Jsoup.parse(body());
  }

  /** The text of what a CSS selector finds, empty where there is nothing. */
  public String text(String selector) {
    return page().select(selector).text();
  }

  /** The flash messages on the page. */
  public List<String> flashes() {
    return page().select(".c-flashes > *").eachText();
  }

  /** The sentence at a field that was refused, empty where there is none. */
  public String error(String field) {
    Element input = page().getElementById(field);
    if (input == null) {
      throw new AssertionError(this + " has no field " + field + ": " + page().text());
    }
    return input.hasAttr("aria-invalid") ? text("#" + field + "-error") : "";
  }

  /** A form by its id. */
  public Form form(String id) {
    if (page().getElementById(id) instanceof FormElement form) {
      return new Form(visitor, form);
    }
    throw new AssertionError(this + " has no form " + id + ": " + page().text());
  }

  /** Whether there is such a form. */
  public boolean hasForm(String id) {
    return page().getElementById(id) instanceof FormElement;
  }

  @Override
  public String toString() {
    return "The answer " + status() + " to " + request;
  }
}
