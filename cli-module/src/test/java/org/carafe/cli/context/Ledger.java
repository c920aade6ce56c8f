package org.carafe.cli.context;

import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import org.carafe.core.Verbs;
import org.carafe.core.event.Events;

/** A module's verbs, as a command calls them. */
@Verbs
public class Ledger {
  @Inject EntityManager entities;
  @Inject Events events;
  @Inject Footnotes footnotes;

  /** Event: something was written. */
  public record Written(String text) {}

  public void write(String text) {
    entities
        .createNativeQuery("insert into ledger values (?1)")
        .setParameter(1, text)
        .executeUpdate();
    events.publish(new Written(text));
  }

  public void writeAndFail(String text) throws Exception {
    write(text);
    footnotes.writeWithCaller(text);
    throw new Exception("no");
  }

  /** What stands there whatever becomes of the caller. */
  public void writeBesideAndFail(String text) throws Exception {
    footnotes.writeAlone(text);
    throw new Exception("no");
  }

  public long lines() {
    return ((Number) entities.createNativeQuery("select count(*) from ledger").getSingleResult())
        .longValue();
  }
}
