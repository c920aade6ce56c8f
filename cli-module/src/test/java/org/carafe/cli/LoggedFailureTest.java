package org.carafe.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LoggedFailureTest {
  private static final String FIRST = "Request H1: GET /a failed with 500: Something went wrong.\n";
  private static final String PAGE =
      "org.carafe.dev.view.FailedExpression: /WEB-INF/a/a.xhtml:7, #{a.b}: no\n"
          + "\tat org.carafe.dev.view.LocatedValue.getValue(LocatedValue.java:29)\n";

  @TempDir Path root;

  @BeforeEach
  void write() throws IOException {
    for (String file :
        List.of(
            "a-module/src/main/java/org/a/Page.java",
            "core-module/src/main/java/org/carafe/core/Kernel.java",
            "a-module/src/main/resources/META-INF/resources/WEB-INF/a/a.xhtml")) {
      Path path = root.resolve(file);
      Files.createDirectories(path.getParent());
      Files.writeString(path, "");
    }
  }

  private List<String> told(String stack) {
    return LoggedFailure.in(FIRST + stack, root).orElseThrow().lines();
  }

  @Test
  void tellsTheInnermostExceptionAndTheFirstLineOfAModule() {
    assertThat(
            told(
                "jakarta.servlet.ServletException: outside\n\tat org.a.Page.other(Page.java:9)\n"
                    + "Caused by: java.util.NoSuchElementException: No value present\n"
                    + "\tat java.base/java.util.Optional.get(Optional.java:143)\n"
                    + "\tat org.carafe.core.Kernel.call(Kernel.java:5)\n"
                    + "\tat org.a.Page$Inner.go(Page.java:3)\n\t... 47 more\n"))
        .containsExactly(
            "  java.util.NoSuchElementException: No value present",
            "  at a-module/src/main/java/org/a/Page.java:3 (Page$Inner.go)");
  }

  @Test
  void tellsThePageThatIsAtFault() {
    String page = "a-module/src/main/resources/META-INF/resources/WEB-INF/a/a.xhtml:7";
    assertThat(
            told(
                PAGE
                    + "Caused by: jakarta.el.PropertyNotFoundException: no b\n"
                    + "\tat jakarta.el.BeanELResolver.getValue(BeanELResolver.java:1)\n"
                    + "\tat org.a.Page.filter(Page.java:99)\n"))
        .containsExactly("  jakarta.el.PropertyNotFoundException: no b", "  at " + page);
    assertThat(
            told(
                PAGE
                    + "Caused by: java.lang.IllegalStateException: no\n"
                    + "\tat org.a.Page.getB(Page.java:3)\n"
                    + "\tat jakarta.el.BeanELResolver.getValue(BeanELResolver.java:1)\n"))
        .containsExactly(
            "  java.lang.IllegalStateException: no",
            "  at a-module/src/main/java/org/a/Page.java:3 (Page.getB)",
            "  for " + page);
  }

  @Test
  void showsNoTokenAndNothingThatMovesTheCursor() {
    String token = "Zm9vYmFyYmF6Zm9vYmFyYmF6Zm9vYmFyYmF6Zm9v";
    assertThat(told("a.B: \u001b[2J " + token + "\n\tat org.x.Y.z(Y.java:1)\n"))
        .containsExactly("  a.B: ?[2J …");
  }

  @Test
  void findsNoneWhereThereIsNoStack() {
    assertThat(LoggedFailure.in(FIRST, root)).isEmpty();
    assertThat(LoggedFailure.in(FIRST + "org.a.B: x", root)).isEmpty();
  }
}
