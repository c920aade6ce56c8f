package org.carafe.cli;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.util.ArrayList;
import java.util.List;
import org.carafe.core.CurrentPrincipal;
import org.carafe.core.Verbs;
import org.carafe.core.event.Events;

/** Verbs of the module to look at. */
@Verbs
public class Notebook {
  /** A note was added. */
  public record NoteAdded(String title) {}

  /** What is wrong with a title. */
  public static final class Untitled extends Exception {
    Untitled() {
      super("A note needs a title.");
    }
  }

  /** Hears of notes. */
  @ApplicationScoped
  public static class Listener {
    private final List<String> heard = new ArrayList<>();

    void added(@Observes NoteAdded event) {
      heard.add(event.title());
    }

    public List<String> heard() {
      return List.copyOf(heard);
    }
  }

  @Inject EntityManager entities;
  @Inject Events events;
  @Inject CurrentPrincipal current;

  public void add(String title) throws Untitled {
    entities
        .createNativeQuery("insert into jotted (title) values (?1)")
        .setParameter(1, title)
        .executeUpdate();
    events.publish(new NoteAdded(title));
    if (title.isBlank()) {
      throw new Untitled();
    }
  }

  @Transactional(TxType.REQUIRES_NEW)
  public void addAnyway(String title) throws Untitled {
    add(title);
  }

  @Transactional(TxType.MANDATORY)
  public void addToo(String title) throws Untitled {
    add(title);
  }

  public long count() {
    current.require("notes:manage");
    Object count = entities.createNativeQuery("select count(*) from jotted").getSingleResult();
    return ((Number) count).longValue();
  }
}
