package org.carafe.dev.debug;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.carafe.dev.debug.Trace.Others;
import org.carafe.dev.debug.Trace.Own;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TraceTest {
  private static final String JAVA = "a-module/src/main/java/org/a/Page.java";
  private static final String PAGE =
      "a-module/src/main/resources/META-INF/resources/WEB-INF/a/a.xhtml";

  @TempDir Path root;

  @BeforeEach
  void write() throws IOException {
    Path source = root.resolve("a-module/src/main/java/org/a/Page.java");
    Files.createDirectories(source.getParent());
    Files.writeString(source, "one\ntwo\nthree\nfour\n");
    Path view = root.resolve("a-module/src/main/resources/META-INF/resources/WEB-INF/a/a.xhtml");
    Files.createDirectories(view.getParent());
    Files.writeString(view, "<p>\n#{a.b}\n</p>\n");
  }

  private static Throwable thrown(String message, StackTraceElement... frames) {
    var failure = new IllegalStateException(message);
    failure.setStackTrace(frames);
    return failure;
  }

  private static StackTraceElement frame(String type, int line) {
    String file = type.substring(type.lastIndexOf('.') + 1) + ".java";
    return new StackTraceElement(type, "go", file, line);
  }

  @Test
  void opensTheProjectsLinesAndTakesTheOthersTogether() {
    var failure =
        thrown(
            "no",
            frame("java.util.Optional", 1),
            frame("org.a.Page", 3),
            frame("org.x.Server", 5),
            frame("org.x.Pool", 6));

    var trace = Trace.of(new RuntimeException(failure), root);

    assertThat(trace.type()).isEqualTo("java.lang.IllegalStateException");
    assertThat(trace.wrappers()).hasSize(1);
    assertThat(trace.parts()).hasSize(3);
    assertThat(trace.parts().get(1))
        .isInstanceOfSatisfying(
            Own.class,
            own -> {
              assertThat(own.place()).isEqualTo("a-module/src/main/java/org/a/Page.java:3");
              assertThat(own.lines())
                  .filteredOn(Trace.Line::here)
                  .singleElement()
                  .extracting(Trace.Line::text)
                  .isEqualTo("three");
            });
    assertThat(trace.parts().get(2))
        .isInstanceOfSatisfying(Others.class, others -> assertThat(others.calls()).hasSize(2));
  }

  @Test
  void showsTheLineOfThePageThatTheMessageNames() {
    var trace = Trace.of(thrown("/WEB-INF/a/a.xhtml @2,1 value=\"#{a.b}\": no b"), root);

    assertThat(trace.parts().get(0))
        .isInstanceOfSatisfying(Own.class, own -> assertThat(own.place()).endsWith("a/a.xhtml:2"));
  }

  @Test
  void tellsThePlaceThatIsAtFault() {
    assertThat(Trace.of(thrown("/WEB-INF/a/a.xhtml @2,1 <c:nope> no such tag"), root).places())
        .containsExactly(PAGE + ":2");
    assertThat(
            Trace.of(
                    thrown("Error Parsing /WEB-INF/a/a.xhtml: Error Traced[line: 3] The element"),
                    root)
                .places())
        .containsExactly(PAGE + ":3");
    assertThat(Trace.of(thrown("no", frame("org.a.Page", 3)), root).places())
        .containsExactly(JAVA + ":3");
  }

  @Test
  void tellsTheLineThatThrewBeforeThatOfThePage() {
    var called =
        thrown(
            "no",
            frame("java.util.Optional", 1),
            frame("org.a.Page", 3),
            frame("jakarta.el.BeanELResolver", 5));
    var around = new IllegalStateException("/WEB-INF/a/a.xhtml @2,1 value: no", called);

    var trace = Trace.of(around, root);

    assertThat(trace.places()).containsExactly(JAVA + ":3", PAGE + ":2");
    assertThat(trace.parts().stream().filter(Own.class::isInstance)).hasSize(2);
    assertThat(
            Trace.of(
                    new IllegalStateException(
                        "/WEB-INF/a/a.xhtml @2,1 value: no",
                        thrown(
                            "no", frame("jakarta.el.BeanELResolver", 5), frame("org.a.Page", 3))),
                    root)
                .places())
        .as("not what lies around the page")
        .containsExactly(PAGE + ":2");
  }
}
