package org.carafe.cli.debug;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;

/** Answers that the gate gives itself, as the bytes of HTTP; the connection ends with them. */
final class Reply {
  private static final String HEADERS =
      """
      Content-Security-Policy: default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src data:; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'
      X-Content-Type-Options: nosniff
      Referrer-Policy: same-origin
      Cross-Origin-Resource-Policy: same-origin
      Cache-Control: no-store
      Connection: close
      """;

  private Reply() {}

  static byte[] of(int status, String type, byte[] body) {
    return reply(status, "Content-Type: " + type, body);
  }

  static byte[] text(int status, String text) {
    return of(status, "text/plain; charset=utf-8", text.getBytes(UTF_8));
  }

  static byte[] redirect(String path) {
    return reply(303, "Location: " + path, new byte[0]);
  }

  private static byte[] reply(int status, String header, byte[] body) {
    var bytes = new ByteArrayOutputStream();
    var head =
        "HTTP/1.1 %d Carafe\n%s\n%sContent-Length: %d\n\n"
            .formatted(status, header, HEADERS, body.length);
    bytes.writeBytes(head.replace("\n", "\r\n").getBytes(UTF_8));
    bytes.writeBytes(body);
    return bytes.toByteArray();
  }
}
