package org.carafe.core.faces;

import jakarta.faces.component.UIViewRoot;
import jakarta.faces.context.FacesContext;
import jakarta.faces.event.FacesEvent;
import java.util.List;
import org.carafe.core.Flash.Category;
import org.carafe.core.Flash.Message;
import org.carafe.core.web.Exchange;

/**
 * The root of every page. A posted form none of whose buttons was found pressed came from a page
 * that has changed since: its row is gone, or its button is not shown any more. Faces does nothing
 * then and shows the page as if nothing had been asked; here the person is told.
 */
public class PageRoot extends UIViewRoot {
  private boolean pressed;

  /** A pressed button is the first to queue anything, while what was posted is read. */
  @Override
  public void queueEvent(FacesEvent event) {
    pressed = true;
    super.queueEvent(event);
  }

  @Override
  public void processDecodes(FacesContext context) {
    super.processDecodes(context);
    if (context.isPostback() && !pressed && !context.getResponseComplete()) {
      Exchange exchange = Exchange.require();
      exchange.flashes().add(new Message(Category.WARNING, "core.changedMeanwhile", List.of()));
      exchange.redirect(exchange.url());
      context.responseComplete();
    }
  }
}
