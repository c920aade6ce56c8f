package org.carafe.cli.context;

import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import org.carafe.core.Verbs;

/** Verbs that other verbs call. */
@Verbs
public class Footnotes {
  @Inject EntityManager entities;

  @Transactional(TxType.REQUIRES_NEW)
  public void writeAlone(String text) {
    writeWithin(text);
  }

  public void writeWithCaller(String text) {
    writeWithin(text);
  }

  @Transactional(TxType.MANDATORY)
  public String sign() {
    return "signed";
  }

  @Transactional(TxType.SUPPORTS)
  public long read() {
    return ((Number) entities.createNativeQuery("select count(*) from ledger").getSingleResult())
        .longValue();
  }

  public void writeWithin(String text) {
    entities
        .createNativeQuery("insert into ledger values (?1)")
        .setParameter(1, text)
        .executeUpdate();
  }
}
