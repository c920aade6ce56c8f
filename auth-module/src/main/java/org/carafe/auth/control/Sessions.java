package org.carafe.auth.control;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.carafe.auth.entity.Client;
import org.carafe.auth.entity.Session;
import org.carafe.core.Application;
import org.carafe.core.Authenticator;
import org.carafe.core.Authenticator.Authentication;
import org.carafe.core.Principal;
import org.carafe.core.persistence.Reads;
import org.carafe.core.signing.SecretToken;

/**
 * The sessions in the database: what makes a signed cookie worth something, and what ends it. One
 * query finds the session, the person and everything the person may do.
 */
@ApplicationScoped
public class Sessions implements Authenticator {
  private static final Logger LOG = System.getLogger(Sessions.class.getName());
  private static final Duration RENEWAL = Duration.ofHours(1);
  private static final String FIND =
      """
      select s.kept, s.createdAt, s.seenAt, s.expiresAt,
             u.id, u.username, u.language, u.zone, u.enabled, r.everything, p
        from Session s join User u on u.id = s.userId
        left join u.roles r left join r.permissions p
       where s.tokenHash = :hash""";

  @Inject EntityManager entities;
  @Inject Reads reads;
  @Inject Clock clock;
  @Inject SessionVisits visits;

  @Override
  public Optional<Authentication> authenticate(String token) {
    String hash = new SecretToken(token).hash();
    List<Object[]> rows =
        reads.ask(
            own ->
                own.createQuery(FIND, Object[].class).setParameter("hash", hash).getResultList());
    Instant now = clock.instant();
    if (rows.isEmpty() || !Row.of(rows.get(0)).isLive(now)) {
      return Optional.empty();
    }
    Row row = Row.of(rows.get(0));
    Principal principal = row.principal(permissions(rows));
    if (now.isBefore(row.seenAt().plus(RENEWAL))) {
      return Optional.of(new Authentication(principal, null));
    }
    Instant end = lifetimes().end(row.kept(), row.createdAt(), now);
    boolean noted = noted(hash, now, end);
    return Optional.of(
        new Authentication(principal, noted && row.kept() ? Duration.between(now, end) : null));
  }

  /** A page can be shown though the visit cannot be noted; the next request tries again. */
  private boolean noted(String hash, Instant now, Instant end) {
    try {
      visits.note(hash, now, end);
      return true;
    } catch (RuntimeException failure) {
      LOG.log(Level.WARNING, "A visit could not be noted", failure);
      return false;
    }
  }

  private record Row(
      boolean kept,
      Instant createdAt,
      Instant seenAt,
      Instant expiresAt,
      long userId,
      String username,
      String language,
      String zone,
      boolean enabled) {

    static Row of(Object[] columns) {
      return new Row(
          (boolean) columns[0],
          (Instant) columns[1],
          (Instant) columns[2],
          (Instant) columns[3],
          (long) columns[4],
          (String) columns[5],
          (String) columns[6],
          (String) columns[7],
          (boolean) columns[8]);
    }

    boolean isLive(Instant now) {
      return enabled && now.isBefore(expiresAt);
    }

    Principal principal(Set<String> permissions) {
      return new Principal(
          userId, username, Locale.forLanguageTag(language), ZoneId.of(zone), permissions);
    }
  }

  private static Set<String> permissions(List<Object[]> rows) {
    var permissions = new HashSet<String>();
    for (Object[] row : rows) {
      if (Boolean.TRUE.equals(row[9])) {
        return Application.current().permissions().keySet();
      }
      if (row[10] != null) {
        permissions.add((String) row[10]);
      }
    }
    return permissions;
  }

  /** Begins a session and answers its token. */
  @Transactional
  public SecretToken begin(long userId, boolean kept, Client client) {
    SecretToken token = SecretToken.create();
    entities.persist(new Session(token, userId, kept, lifetimes(), client, clock.instant()));
    return token;
  }

  /**
   * Ends a session: its cookie is worth nothing from now on. Answers whether it had not ended yet:
   * of any who end it at once, one is told so.
   */
  @Transactional
  public boolean end(SecretToken token) {
    return entities
            .createQuery("delete from Session s where s.tokenHash = :hash")
            .setParameter("hash", token.hash())
            .executeUpdate()
        == 1;
  }

  /**
   * How long the browser keeps the cookie: a kept one's sliding lifetime, else until it is closed.
   */
  public Duration cookieAge(boolean kept) {
    return kept ? lifetimes().sliding() : Duration.ZERO;
  }

  private static SessionLifetimes lifetimes() {
    return SessionLifetimes.of(Application.current().configuration());
  }
}
