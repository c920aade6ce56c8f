package org.carafe.core.persistence;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.PersistenceUnit;
import java.util.function.Function;

/**
 * Questions to the database that need no transaction, such as the one that each request asks. Each
 * has an entity manager of its own: outside of a transaction the server's would be kept for as long
 * as the request, with all it has read, and be closed while somebody still reads.
 */
@ApplicationScoped
public class Reads {
  @PersistenceUnit EntityManagerFactory factory;

  /** What the question answers; entities in it are detached. */
  public <T> T ask(Function<EntityManager, T> question) {
    try (EntityManager own = factory.createEntityManager()) {
      return question.apply(own);
    }
  }
}
