package org.carafe.dev.debug;

import jakarta.faces.event.PhaseEvent;
import jakarta.faces.event.PhaseId;
import jakarta.faces.event.PhaseListener;
import java.time.Duration;
import java.util.Locale;

/** Tells the current request how long each phase of Faces took. */
public class Phases implements PhaseListener {
  private static final long serialVersionUID = 1L;
  private static final String START = Phases.class.getName();

  @Override
  public PhaseId getPhaseId() {
    return PhaseId.ANY_PHASE;
  }

  @Override
  public void beforePhase(PhaseEvent event) {
    event.getFacesContext().getAttributes().put(START, System.nanoTime());
  }

  @Override
  public void afterPhase(PhaseEvent event) {
    if (event.getFacesContext().getAttributes().get(START) instanceof Long start) {
      var took = Duration.ofNanos(System.nanoTime() - start);
      String phase = event.getPhaseId().getName().toLowerCase(Locale.ROOT);
      Recorded.current().ifPresent(request -> request.add(phase, took));
    }
  }
}
