package org.carafe.core.web;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.HttpServletResponse;
import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SecurityHeadersTest {

  private static Map<String, String> written(boolean https) {
    var headers = new HashMap<String, String>();
    var response =
        (HttpServletResponse)
            Proxy.newProxyInstance(
                SecurityHeadersTest.class.getClassLoader(),
                new Class<?>[] {HttpServletResponse.class},
                (proxy, method, arguments) ->
                    headers.put(String.valueOf(arguments[0]), String.valueOf(arguments[1])));
    new SecurityHeaders(https).write(response, "7");
    return headers;
  }

  @Test
  void askForTransportSecurityOfThisHostAlone() {
    assertThat(written(true)).containsEntry("Strict-Transport-Security", "max-age=31536000");
    assertThat(written(false)).doesNotContainKey("Strict-Transport-Security");
  }
}
