package org.carafe.mail.control;

import java.time.Instant;
import java.util.Optional;
import org.carafe.mail.entity.MailTry;
import org.carafe.mail.entity.OutboxMessage;
import org.jspecify.annotations.Nullable;

/**
 * How an attempt to deliver a claimed mail ended.
 *
 * @param outcome null for a mail that is given back without an attempt
 * @param answer what the other side said, in one line; cut to what is kept
 * @param nextTry when it is due again; null once it is finished
 * @param unknownMailbox the address that the relay said does not exist
 */
record Settlement(
    OutboxMessage mail,
    Instant triedAt,
    MailTry.@Nullable Outcome outcome,
    String answer,
    @Nullable Instant nextTry,
    Optional<String> unknownMailbox) {

  private static final int MAX_ANSWER = 500;

  static Settlement delivered(OutboxMessage mail, Instant at, String answer) {
    return new Settlement(mail, at, MailTry.Outcome.DELIVERED, cut(answer), null, Optional.empty());
  }

  static Settlement deferred(OutboxMessage mail, Instant at, String answer, Instant nextTry) {
    return new Settlement(
        mail, at, MailTry.Outcome.DEFERRED, cut(answer), nextTry, Optional.empty());
  }

  static Settlement failed(
      OutboxMessage mail, Instant at, String answer, Optional<String> unknownMailbox) {
    return new Settlement(mail, at, MailTry.Outcome.FAILED, cut(answer), null, unknownMailbox);
  }

  /** Nothing was tried, so nothing is counted. */
  static Settlement givenBack(OutboxMessage mail, Instant at, Instant nextTry) {
    return new Settlement(mail, at, null, "", nextTry, Optional.empty());
  }

  /** The same without what the other side said. */
  Settlement withoutAnswer() {
    return new Settlement(mail, triedAt, outcome, "", nextTry, unknownMailbox);
  }

  private static String cut(String said) {
    String answer = Answers.clean(said);
    return answer.codePointCount(0, answer.length()) <= MAX_ANSWER
        ? answer
        : answer.substring(0, answer.offsetByCodePoints(0, MAX_ANSWER));
  }

  long id() {
    return mail.id();
  }
}
