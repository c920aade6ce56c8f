package org.carafe.auth;

import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.util.List;
import org.carafe.auth.entity.Session;
import org.carafe.core.HttpError;
import org.carafe.core.Verbs;
import org.carafe.core.signing.SecretToken;

/** Where a person is signed in, and signing out there. It takes effect at once. */
@Verbs
public class Devices {
  /** How many sessions are listed at most. */
  public static final int MOST = 50;

  @Inject EntityManager entities;
  @Inject Clock clock;

  /** The person's live sessions, the one of this token first and then the latest, at most 50. */
  public List<Session> of(long userId, SecretToken mine) {
    return entities
        .createQuery(
            "select s from Session s where s.userId = :user and s.expiresAt > :now order by case when s.tokenHash = :mine then 0 else 1 end, s.createdAt desc, s.id desc",
            Session.class)
        .setParameter("user", userId)
        .setParameter("now", clock.instant())
        .setParameter("mine", mine.hash())
        .setMaxResults(MOST)
        .getResultList();
  }

  /** Signs out one of the person's own sessions. */
  public void signOut(long userId, long sessionId) {
    int ended =
        entities
            .createQuery("delete from Session s where s.id = :id and s.userId = :user")
            .setParameter("id", sessionId)
            .setParameter("user", userId)
            .executeUpdate();
    if (ended == 0) {
      throw HttpError.notFound("There is no such session.");
    }
  }

  /** Signs out every session but the one of this token and answers how many there were. */
  public int signOutOthers(long userId, SecretToken mine) {
    return entities
        .createQuery("delete from Session s where s.userId = :user and s.tokenHash <> :mine")
        .setParameter("user", userId)
        .setParameter("mine", mine.hash())
        .executeUpdate();
  }
}
