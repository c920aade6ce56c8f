package org.carafe.mail;

import jakarta.persistence.EntityManager;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.carafe.core.Application;
import org.carafe.core.persistence.InstantConverter;

/**
 * How many mails of one kind may be sent within an hour about one thing: a person, an address, what
 * one person sends to one address. They are counted in the rows that a module keeps of them.
 *
 * <pre>{@code
 * static final MailAllowance TO_ADDRESS = new MailAllowance("sign_up_mails", 6, "address_key");
 *
 * if (TO_ADDRESS.allows(entities, clock.instant(), key)) { … }
 * }</pre>
 *
 * @param table one row for each mail, with a {@code created_at}
 * @param most how many within an hour
 * @param columns what says what the mail was about
 */
public record MailAllowance(String table, int most, List<String> columns) {
  /** Within what time mails are counted. */
  public static final Duration WINDOW = Duration.ofHours(1);

  /** The names become SQL and are never anybody's input. */
  public MailAllowance(String table, int most, String... columns) {
    this(table, most, List.of(columns));
  }

  /** How many more may be sent now, for telling. */
  public int left(EntityManager entities, Instant now, Object... about) {
    return left("", entities, now, about);
  }

  /**
   * Whether one more may be sent. Until the calling transaction ends, everybody else who asks about
   * the same waits: of any number at once, on any nodes, no more send than may.
   */
  public boolean allows(EntityManager entities, Instant now, Object... about) {
    entities
        .createNativeQuery(
            "insert into mail_turns (subject, taken_at) values (?1, ?2)"
                + " on duplicate key update taken_at = values(taken_at)")
        .setParameter(1, subject(about))
        .setParameter(2, InstantConverter.column(now))
        .executeUpdate();
    // Locking, because another read of this transaction may be older than our turn.
    return left(" lock in share mode", entities, now, about) > 0;
  }

  private int left(String locking, EntityManager entities, Instant now, Object... about) {
    entities.flush();
    var query =
        entities.createNativeQuery(
            "select count(*) from "
                + table
                + " where created_at > ? and "
                + columns.stream()
                    .map(column -> column + " = ?")
                    .collect(Collectors.joining(" and "))
                + locking);
    query.setParameter(1, InstantConverter.column(now.minus(WINDOW)));
    for (int i = 0; i < columns.size(); i++) {
      query.setParameter(i + 2, about[i]);
    }
    return Math.max(0, most - ((Number) query.getSingleResult()).intValue());
  }

  private String subject(Object... about) {
    return Application.current()
        .digest("mail.turns")
        .of(table + columns, Arrays.asList(about).toString());
  }
}
