package org.carafe.core;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.faces.application.FacesMessage;
import jakarta.faces.context.FacesContext;
import org.carafe.core.web.Exchange;

/**
 * What an action found wrong with a form: the page is shown again, with status 422.
 *
 * <pre>{@code
 * errors.field("username", "auth.confirm.username.taken", username);
 * }</pre>
 */
@ApplicationScoped
public class FormErrors {

  /** A sentence at the field of this id. */
  public void field(String id, String key, Object... arguments) {
    add(id, Exchange.require().text(key, arguments), "");
  }

  /** A sentence about the whole form: its first part stands out, the rest says what to do. */
  public void form(String titleKey, String key, Object... arguments) {
    Exchange exchange = Exchange.require();
    add(null, exchange.text(titleKey), exchange.text(key, arguments));
  }

  private static void add(
      @org.jspecify.annotations.Nullable String id, String summary, String detail) {
    FacesContext faces = FacesContext.getCurrentInstance();
    faces.addMessage(id, new FacesMessage(FacesMessage.SEVERITY_ERROR, summary, detail));
    faces.validationFailed();
  }
}
