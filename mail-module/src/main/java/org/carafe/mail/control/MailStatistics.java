package org.carafe.mail.control;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.carafe.core.persistence.InstantConverter;
import org.carafe.mail.MailHour;
import org.carafe.mail.MailState;

/** Figures about the outbox, each answered by an index alone. */
@ApplicationScoped
@Transactional(TxType.MANDATORY)
public class MailStatistics {
  /** Counting further would cost what nobody wants to know. */
  public static final int CAP = 10_001;

  /** The most hours a chart has: four weeks. */
  private static final Duration LONGEST = Duration.ofDays(28);

  @Inject EntityManager entities;

  /** How many mails are in each state, up to {@link #CAP}. */
  public Map<MailState, Long> counts() {
    String each =
        Arrays.stream(MailState.values())
            .map(
                state ->
                    "select '%1$s', count(*) from (select 1 from mail_outbox where state = '%1$s' limit %2$d) %1$s_mails"
                        .formatted(state, CAP))
            .collect(Collectors.joining(" union all "));
    Map<MailState, Long> counts = new EnumMap<>(MailState.class);
    for (Object[] row : rows(each)) {
      counts.put(MailState.valueOf(row[0].toString()), ((Number) row[1]).longValue());
    }
    return counts;
  }

  /** What happened in each hour, oldest first. */
  public List<MailHour> hours(Instant since, Instant now) {
    Instant first = since.isBefore(now.minus(LONGEST)) ? now.minus(LONGEST) : since;
    first = first.truncatedTo(ChronoUnit.HOURS);
    LocalDateTime from = InstantConverter.column(first);
    Map<Instant, Long> queued = byHour("created_at", "", from);
    Map<Instant, Long> delivered = byHour("finished_at", " and state = 'DELIVERED'", from);
    Map<Instant, Long> failed =
        byHour("finished_at", " and state in ('FAILED', 'BOUNCED', 'SUPPRESSED')", from);
    List<MailHour> hours = new ArrayList<>();
    for (Instant hour = first; !hour.isAfter(now); hour = hour.plus(1, ChronoUnit.HOURS)) {
      hours.add(
          new MailHour(
              hour,
              queued.getOrDefault(hour, 0L),
              delivered.getOrDefault(hour, 0L),
              failed.getOrDefault(hour, 0L)));
    }
    return hours;
  }

  private Map<Instant, Long> byHour(String column, String condition, LocalDateTime from) {
    String sql =
        "select date_format(%1$s, '%%Y-%%m-%%dT%%H:00:00Z'), count(*) from mail_outbox where %1$s >= ?1%2$s group by 1"
            .formatted(column, condition);
    Map<Instant, Long> counts = new HashMap<>();
    for (Object row : entities.createNativeQuery(sql).setParameter(1, from).getResultList()) {
      Object[] values = (Object[]) row;
      counts.put(Instant.parse(values[0].toString()), ((Number) values[1]).longValue());
    }
    return counts;
  }

  private List<Object[]> rows(String sql) {
    List<Object[]> rows = new ArrayList<>();
    for (Object row : entities.createNativeQuery(sql).getResultList()) {
      rows.add((Object[]) row);
    }
    return rows;
  }
}
