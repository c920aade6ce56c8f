package org.carafe.core.faces;

import jakarta.faces.application.Application;
import jakarta.faces.application.ApplicationFactory;
import jakarta.faces.application.ApplicationWrapper;
import jakarta.faces.validator.BeanValidator;
import jakarta.faces.validator.Validator;

/**
 * Makes the validator that Faces gives every input itself. Mojarra asks CDI for a replacement each
 * time, for each input of each request: a twentieth of what a page with a form costs.
 */
public class PlainFactories extends ApplicationFactory {
  private final Application application;

  /** Called by Faces. */
  public PlainFactories(ApplicationFactory wrapped) {
    super(wrapped);
    this.application = new Plain(wrapped.getApplication());
  }

  @Override
  public Application getApplication() {
    return application;
  }

  @Override
  public void setApplication(Application application) {
    getWrapped().setApplication(application);
  }

  private static final class Plain extends ApplicationWrapper {
    Plain(Application wrapped) {
      super(wrapped);
    }

    @Override
    public Validator<?> createValidator(String id) {
      return id.equals(BeanValidator.VALIDATOR_ID)
          ? new BeanValidator()
          : super.createValidator(id);
    }
  }
}
