package org.carafe.core.route;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestPathTest {

  @ParameterizedTest
  @CsvSource({
    "/, /",
    "/login, /login",
    "/login/, /login/",
    "/u/J%C3%B6rg, /u/Jörg",
    "/u/J%c3%b6rg, /u/Jörg",
    "/u/%E7%94%B0, /u/田",
    "/u/%F0%9F%98%80, /u/😀",
    "/a%20b, /a b",
    "/a+b, /a+b",
    "/%75ser, /user",
    "/a.b/..c/d.., /a.b/..c/d..",
    "/.../x, /.../x",
    "/a:b@c&d=e, /a:b@c&d=e"
  })
  void decodesOnce(String raw, String path) {
    assertThat(RequestPath.decode(raw)).contains(path);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        // not a path
        "",
        "login",
        "http://carafe.example/login",
        "*",
        // path parameters
        "/login;x=1",
        "/login;jsessionid=1",
        "/;/login",
        "/login%3Bx=1",
        // empty segments
        "//login",
        "//",
        "/a//b",
        "/login//",
        // dot segments, plain and encoded
        "/..",
        "/.",
        "/a/../b",
        "/a/./b",
        "/a/..",
        "/%2e%2e/b",
        "/%2E/b",
        "/.%2e/b",
        // separators in disguise
        "/a%2fb",
        "/a%2Fb",
        "/a\\b",
        "/a%5cb",
        "/a%255cb",
        "/a%252fb",
        // control characters
        "/a%00",
        "/a%0a",
        "/a%0d%0aSet-Cookie:x",
        "/a%09b",
        "/a%7f",
        "/a\nb",
        // broken escapes
        "/%",
        "/%2",
        "/a%",
        "/%zz",
        "/%+1",
        "/%-1",
        // broken UTF-8: truncated, overlong slash, surrogate, Latin-1, beyond Unicode
        "/%C3",
        "/%C3/x",
        "/%c0%af",
        "/%e0%80%af",
        "/%ED%A0%80",
        "/J%F6rg",
        "/%F4%90%80%80",
        "/%FF",
        "/田"
      })
  void refusesWhatCouldMeanTwoThings(String raw) {
    assertThat(RequestPath.decode(raw)).isEmpty();
  }
}
