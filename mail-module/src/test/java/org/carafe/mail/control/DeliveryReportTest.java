package org.carafe.mail.control;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.carafe.mail.control.DeliveryReport.Failure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class DeliveryReportTest {
  private static final int SIZE = 256 * 1024;

  private static final String TOP =
      "To: <bounce+x@example.org>\nDelivered-To: b@example.org\nMIME-Version: 1.0\n";

  private static final String STATUS = "Content-Type: message/delivery-status\n\n";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "5.1.1 | smtp; 550 5.1.1 no such user | true",
        "5.2.1 | smtp; 550 5.2.1 disabled | true",
        "5.1.10 | smtp; 556 5.1.10 takes no mail | true",
        "5.0.0 | smtp; 550-5.1.1 no such user | true",
        "5.0.0 | smtp; 554 5.7.1 blocked | false",
        "5.0.0 | smtp; 550 no such user | false",
        "5.7.1 | smtp; 554 5.7.1 blocked, not 5.1.1 | false",
        "5.7.26 | smtp; 550 5.7.26 unauthenticated | false",
        "5.2.2 | smtp; 552 5.2.2 full | false",
        "5.3.4 | smtp; 552 5.3.4 too large | false",
        "5.6.7 | smtp; 550 5.6.7 no SMTPUTF8 | false",
        "5.1.11 | smtp; 550 5.1.11 something else | false",
        "4.4.7 | smtp; 451 4.4.7 too late | false"
      })
  void blamesTheMailboxWhereARelaysAnswerWould(String status, String diagnosis, boolean unknown) {
    String block =
        "Final-Recipient: rfc822; ada@example.org\nAction: failed\nStatus: %s\nDiagnostic-Code: %s\n"
            .formatted(status, diagnosis);
    assertThat(failures(TOP + STATUS + "Reporting-MTA: dns; relay\n\n" + block))
        .singleElement()
        .satisfies(one -> assertThat(one.unknownMailbox()).isEqualTo(unknown))
        .satisfies(one -> assertThat(one.addresses()).containsExactly("ada@example.org"));
  }

  @ParameterizedTest
  @MethodSource("reports")
  void isFoundWhereverItStands(String message) {
    assertThat(failures(message))
        .singleElement()
        .satisfies(one -> assertThat(one.addresses()).containsExactly("ada@example.org"))
        .satisfies(one -> assertThat(one.reason()).isEqualTo("5.1.1 550 5.1.1 gone for good"));
  }

  static Stream<String> reports() {
    String status =
        "Reporting-MTA: dns; relay\n\nFinal-Recipient: rfc822; ada@example.org\nAction: failed\n"
            + "Status: 5.1.1\nDiagnostic-Code: smtp; 550 5.1.1 gone\n    for good\n";
    String report =
        "Content-Type: multipart/report; boundary=\"b c\"\n\nFor old programs.\n--b c\n\nSorry.\n"
            + "--b c \t\n"
            + STATUS
            + status
            + "\n--b c\nContent-Type: message/rfc822\n\nSubject: Hello\n\nHi\n--b c--\nThe end.\n";
    String encoded = Base64.getMimeEncoder().encodeToString(status.getBytes(UTF_8));
    return Stream.of(
        TOP + report,
        (TOP + report).replace("\n", "\r\n"),
        TOP + STATUS + "\n\n\n" + status.replace("\n\n", "\n\n\n\n"),
        TOP + "Content-Type: multipart/mixed; boundary=b\n\n--b\n" + report + "\n--b--",
        TOP + "Content-Type: multipart/report; boundary=b\n\n--b\n" + STATUS + status,
        TOP
            + "Content-Transfer-Encoding: base64\nContent-Type: message/global-delivery-status\n\n"
            + encoded);
  }

  @Test
  void namesWhomItWasSentTo() {
    DeliveryReport report = DeliveryReport.of((TOP + STATUS).getBytes(UTF_8)).orElseThrow();
    assertThat(report.sentTo()).containsExactly("b@example.org", "bounce+x@example.org");
    assertThat(DeliveryReport.of("To: a@example.org\n\nHello".getBytes(UTF_8))).isEmpty();
    assertThat(DeliveryReport.of(new byte[] {0, 1, 2, (byte) 255})).isEmpty();
  }

  /** Anybody can send such mail to a return path, and the mail server hands it in. */
  @ParameterizedTest
  @MethodSource("floods")
  void costsLittleWhateverItHolds(String message) {
    byte[] bytes = message.getBytes(UTF_8);
    failures(message.substring(0, 10_000)); // so that what is compiled first is not counted
    var threads = ManagementFactory.getThreadMXBean();
    long begun = threads.getCurrentThreadCpuTime();
    Optional<DeliveryReport> report = DeliveryReport.of(bytes);
    report.ifPresent(one -> assertThat(one.sentTo().count()).isLessThan(SIZE));
    int found = report.flatMap(DeliveryReport::failures).map(List::size).orElse(0);
    assertThat(found).isLessThanOrEqualTo(101);
    assertThat(Duration.ofNanos(threads.getCurrentThreadCpuTime() - begun))
        .isLessThan(Duration.ofSeconds(5));
  }

  static Stream<String> floods() {
    String parts = "Content-Type: multipart/report; boundary=b\n\n";
    String nested = (parts + "--b\n").repeat(SIZE / 50);
    return Stream.of(
        filled(TOP + STATUS, "\n"),
        filled(TOP + STATUS, "\r\n"),
        filled(TOP + STATUS, "\r"),
        filled(TOP + STATUS, "Action: failed\n\n"),
        filled(TOP + STATUS, "Action: failed\n"),
        filled(TOP + parts, "--b\n\n"),
        filled(TOP + parts, "--b\n"),
        filled(TOP + parts, "--b"),
        filled(TOP + parts, "\n--bb"),
        filled(TOP + parts.replace("=b", "=" + "-".repeat(190)), "-"),
        filled(TOP + parts.replace("=b", "=" + "-".repeat(190)), "\n" + "-".repeat(192)),
        TOP + nested,
        filled(TOP, "Delivered-To: bounce+x@example.org\n"),
        filled(TOP + "To: ", "bounce+x@example.org, "),
        filled(TOP + "To: ", "(\n "),
        filled(TOP + "Content-Type: multipart/report", "; a=b"),
        filled(TOP + "Content-Type: multipart/report", ";\n boundary*0=b"),
        filled("", "\n "),
        filled("", "a"));
  }

  private static String filled(String start, String with) {
    return start + with.repeat((SIZE - start.length()) / with.length());
  }

  private static List<Failure> failures(String message) {
    return DeliveryReport.of(message.getBytes(UTF_8))
        .flatMap(DeliveryReport::failures)
        .orElse(List.of());
  }
}
