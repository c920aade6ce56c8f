package org.carafe.core.rest;

import jakarta.validation.ConstraintViolationException;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;

/** Takes violated constraints before JAX-RS's own mapper does, which says nothing of them. */
@Provider
public class Violations implements ExceptionMapper<ConstraintViolationException> {
  private final Problems problems = new Problems();

  @Override
  public Response toResponse(ConstraintViolationException violations) {
    return problems.toResponse(violations);
  }
}
