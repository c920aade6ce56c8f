package org.carafe.core.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.carafe.core.Flash;
import org.carafe.core.route.RequestPath;
import org.carafe.core.signing.BadSignature;
import org.carafe.core.signing.SecretToken;

/**
 * The flash cookie of one exchange. It carries message keys and arguments, at most 1 kB, for 60
 * seconds, and is bound to the session and to the path it was sent to: only a GET of that path by a
 * browser that shows a page takes it.
 */
public final class Flashes {
  private static final String COOKIE = "flash";
  private static final Duration AGE = Duration.ofSeconds(60);
  private static final int MOST_BYTES = 700; // 1 kB once it is Base64 with time and signature
  private static final int LONGEST_ARGUMENT = 120;
  private static final char FIELD = '\u001f';
  private static final char RECORD = '\u001e';

  /** A message ready to be shown. */
  public record Shown(String category, String text) {}

  private final Kernel kernel;
  private final HttpServletRequest request;
  private final HttpServletResponse response;
  private final Identity identity;
  private final List<Flash.Message> messages = new ArrayList<>();

  Flashes(
      Kernel kernel, HttpServletRequest request, HttpServletResponse response, Identity identity) {
    this.kernel = kernel;
    this.request = request;
    this.response = response;
    this.identity = identity;
  }

  /** Adds a message to this page, or to the next one when this exchange ends with a redirect. */
  public void add(Flash.Message message) {
    messages.add(message);
  }

  /** The messages in the language of the visitor. */
  public List<Shown> shown(Exchange exchange) {
    return messages.stream()
        .map(
            message ->
                new Shown(
                    message.category().name().toLowerCase(Locale.ROOT),
                    exchange.text(message.key(), message.arguments().toArray())))
        .toList();
  }

  /** Whether the browser sent the cookie. */
  boolean isPresent() {
    return kernel.cookies().read(request, COOKIE).isPresent();
  }

  /** Takes what was sent to this page, before anything is rendered. */
  void take(String path) {
    if (!showsAPage()) {
      return;
    }
    kernel
        .cookies()
        .read(request, COOKIE)
        .flatMap(this::verified)
        .map(text -> text.split(String.valueOf(RECORD), -1))
        .filter(records -> records[0].equals(binding()) && records[1].equals(path))
        .ifPresent(
            records -> {
              Arrays.stream(records, 2, records.length).map(Flashes::read).forEach(messages::add);
              kernel.cookies().remove(response, COOKIE);
            });
  }

  private boolean showsAPage() {
    String purpose = request.getHeader("Sec-Purpose");
    boolean fetched = "empty".equals(request.getHeader("Sec-Fetch-Dest"));
    return request.getMethod().equals("GET")
        && (purpose == null || !purpose.contains("prefetch"))
        && (!fetched || request.getHeader("X-Carafe-Partial") != null);
  }

  private Optional<String> verified(String cookie) {
    try {
      return Optional.of(kernel.flashSigner().verify(cookie, AGE, kernel.clock().instant()).text());
    } catch (BadSignature forgedOrOld) {
      return Optional.empty();
    }
  }

  /** Sends what is there to the page that the browser is redirected to. */
  void sendAlong(String target) {
    if (messages.isEmpty()) {
      return;
    }
    var text = new StringBuilder(binding()).append(RECORD).append(pathOf(target));
    for (Flash.Message message : messages) {
      String record = RECORD + written(message);
      if (bytes(text) + bytes(record) <= MOST_BYTES) {
        text.append(record);
      }
    }
    messages.clear();
    String signed = kernel.flashSigner().sign(text.toString(), kernel.clock().instant());
    kernel.cookies().write(response, COOKIE, signed, AGE);
  }

  private static int bytes(CharSequence text) {
    return text.toString().getBytes(StandardCharsets.UTF_8).length;
  }

  private static String pathOf(String target) {
    int end = target.indexOf('?') < 0 ? target.length() : target.indexOf('?');
    return RequestPath.decode(target.substring(0, end)).orElse(target);
  }

  /**
   * The session that the messages are for: what was meant for one person is not shown to another.
   */
  private String binding() {
    return identity
        .token()
        .map(token -> new SecretToken(token).hash().substring(0, 24))
        .orElse("-");
  }

  private static String written(Flash.Message message) {
    var text = new StringBuilder(message.category().name()).append(FIELD).append(message.key());
    for (String argument : message.arguments()) {
      String plain = argument.replace(FIELD, ' ').replace(RECORD, ' ');
      text.append(FIELD)
          .append(
              plain.codePointCount(0, plain.length()) <= LONGEST_ARGUMENT
                  ? plain
                  : plain.substring(0, plain.offsetByCodePoints(0, LONGEST_ARGUMENT)) + "…");
    }
    return text.toString();
  }

  private static Flash.Message read(String record) {
    String[] fields = record.split(String.valueOf(FIELD), -1);
    return new Flash.Message(
        Flash.Category.valueOf(fields[0]), fields[1], List.of(fields).subList(2, fields.length));
  }
}
