package org.carafe.core.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.carafe.core.HttpError;
import org.carafe.core.UnprocessableContent;
import org.carafe.core.UnprocessableContent.FieldError;
import org.carafe.core.text.Messages;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProblemTest {
  private static final Pattern THROWN = Pattern.compile("new HttpError\\(\\s*(\\d{3})\\b");

  @Test
  void carriesTheMembersOfRfc9457() {
    assertThat(body(HttpError.notFound("There is no such note.")))
        .isEqualTo(
            """
            {"title":"Not found","status":404,"detail":"There is no such note.","requestId":"R"}""");
  }

  @Test
  void namesEveryWrongField() {
    var error =
        new UnprocessableContent(
            List.of(new FieldError("address", "Too “long”."), new FieldError("name", "Missing.")));

    assertThat(body(error))
        .isEqualTo(
            """
            {"title":"Unprocessable content","status":422,"detail":"Some fields are wrong.","requestId":"R",\
            "errors":[{"field":"address","message":"Too “long”."},{"field":"name","message":"Missing."}]}""");
  }

  @Test
  void leavesAnEmptyDetailOut() {
    assertThat(Problem.of(new HttpError(405, ""), "R", UnaryOperator.identity()).body())
        .doesNotContainKey("detail");
  }

  @ParameterizedTest
  @CsvSource({
    "400, Bad request",
    "401, Not signed in",
    "403, Not allowed",
    "404, Not found",
    "405, Method not allowed",
    "408, Request timeout",
    "409, Conflict",
    "411, Length required",
    "415, Unsupported media type",
    "429, Too many requests",
    "503, Unavailable",
    "500, Something went wrong",
    "418, Something went wrong"
  })
  void hasATitleForEveryStatus(int status, String title) {
    var problem = Problem.of(new HttpError(status, "x"), "R", UnaryOperator.identity());

    assertThat(problem.status()).isEqualTo(status);
    assertThat(problem.body().getString("title")).isEqualTo(title);
  }

  /** Read from the sources, so that a new status is covered as soon as it is thrown. */
  @Test
  void hasATitleForWhateverTheKernelThrows() throws IOException {
    var statuses = new TreeSet<Integer>();
    try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
      for (Path file : files.filter(path -> path.toString().endsWith(".java")).toList()) {
        THROWN
            .matcher(Files.readString(file))
            .results()
            .forEach(found -> statuses.add(Integer.valueOf(found.group(1))));
      }
    }
    assertThat(statuses).contains(400, 408, 413, 500);
    statuses.remove(500);
    for (int status : statuses) {
      assertThat(
              Problem.of(new HttpError(status, "x"), "R", UnaryOperator.identity())
                  .body()
                  .getString("title"))
          .as("the title of %d", status)
          .isNotEqualTo("Something went wrong");
    }
  }

  @Test
  void errorsSayWhenToTryAgain() {
    assertThat(HttpError.tooManyRequests("x", Duration.ofMinutes(15)).retryAfter())
        .contains(Duration.ofMinutes(15));
    assertThat(HttpError.notFound("x").retryAfter()).isEmpty();
  }

  private static String body(HttpError error) {
    return Problem.of(error, "R", UnaryOperator.identity()).body().toString();
  }

  /** Those of every status; the sentences of the kernel stand beside them. */
  @ParameterizedTest
  @ValueSource(
      ints = {400, 401, 403, 404, 405, 406, 408, 409, 411, 413, 415, 421, 422, 429, 500, 503})
  void hasATitleInEveryLanguage(int status) {
    Messages messages = Messages.of(List.of());
    String english =
        Problem.of(new HttpError(status, ""), "R", UnaryOperator.identity())
            .body()
            .getString("title");

    assertThat(messages.translated(Locale.ENGLISH, Problem.TEXTS, english)).isEqualTo(english);
    assertThat(messages.translated(Locale.GERMAN, Problem.TEXTS, english)).isNotEqualTo(english);
  }
}
