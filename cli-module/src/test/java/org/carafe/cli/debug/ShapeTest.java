package org.carafe.cli.debug;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShapeTest {
  private static final String SOURCE =
      """
      package p;
      @Named class A {
        static final int MOST = 3;
        private String b = "b";
        A() { b = "x"; }
        @PostConstruct void prepare() { b = "y"; }
        void on(@Observes Startup event) { b = "z"; }
        public String c(int d) { return "one"; }
        interface Inner { int e(); }
      }
      class F implements Blueprint {
        public void register(Registration app) { app.page("g"); }
      }
      """;

  private static Shape of(String source) {
    return Shape.of(source).orElseThrow();
  }

  @Test
  void leavesBodiesOut() {
    assertThat(of(SOURCE.replace("one", "two"))).isEqualTo(of(SOURCE));
    assertThat(of("// said\n" + SOURCE)).isEqualTo(of(SOURCE));
  }

  @ParameterizedTest
  @CsvSource({
    "MOST = 3, MOST = 4",
    "int d, long d",
    "@Named, @Other",
    "public String c, String c",
    "int e(), int e(int f)",
    "private String b = \"b\", private String b = \"c\"",
    "b = \"x\", b = \"w\"",
    "b = \"y\", b = \"w\"",
    "b = \"z\", b = \"w\"",
    "app.page(\"g\"), app.page(\"h\")",
    "class F implements Blueprint, class F",
  })
  void holdsWhatOthersSeeAndWhatRunsAtStart(String before, String after) {
    assertThat(SOURCE).contains(before);
    assertThat(of(SOURCE.replace(before, after))).isNotEqualTo(of(SOURCE));
  }

  @Test
  void namesTheClasses() {
    assertThat(of(SOURCE).names()).containsExactly("A", "F", "Inner");
  }

  @Test
  void isNothingWhereTheSourceIsNotJava() {
    assertThat(Shape.of("class {")).isEmpty();
  }
}
