package org.carafe.core;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.faces.context.FacesContext;
import org.carafe.core.web.Exchange;
import org.jspecify.annotations.Nullable;

/**
 * Sends the browser on with a 303: the end of every successful POST.
 *
 * <pre>{@code
 * redirect.to("users.profile", "name", "ada");
 * }</pre>
 */
@ApplicationScoped
public class Redirect {

  /** To an endpoint; see {@link Application#urlFor}. */
  public void to(String endpoint, @Nullable Object... namesAndValues) {
    toPath(Application.current().urlFor(endpoint, namesAndValues));
  }

  /**
   * To a path on this site.
   *
   * @throws IllegalArgumentException when it is not one
   */
  public void toPath(String path) {
    Exchange.require().redirect(path);
    FacesContext faces = FacesContext.getCurrentInstance();
    if (faces != null) {
      faces.responseComplete();
    }
  }
}
