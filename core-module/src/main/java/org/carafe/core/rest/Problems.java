package org.carafe.core.rest;

import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.Path;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import java.util.Comparator;
import org.carafe.core.HttpError;
import org.carafe.core.UnprocessableContent;
import org.carafe.core.UnprocessableContent.FieldError;
import org.carafe.core.web.Challenge;
import org.carafe.core.web.Exchange;
import org.carafe.core.web.Failures;

/**
 * Turns whatever a resource method throws into a problem, also what nobody expected: Jersey answers
 * a bare 500 to what is thrown on from here.
 */
@Provider
public class Problems implements ExceptionMapper<Exception> {

  @Override
  public Response toResponse(Exception failure) {
    HttpError error = understood(failure);
    Failures.log(Exchange.require(), error, failure);
    Problem problem = Problem.of(error, Exchange.require());
    var response =
        Response.status(problem.status()).type(Problem.TYPE).entity(problem.body().toString());
    error
        .retryAfter()
        .ifPresent(wait -> response.header("Retry-After", String.valueOf(wait.toSeconds())));
    if (error.status() == Response.Status.UNAUTHORIZED.getStatusCode()) {
      response.header(Challenge.HEADER, Challenge.of(Exchange.require().application()));
    }
    if (failure instanceof WebApplicationException web) {
      Object allow = web.getResponse().getHeaders().getFirst("Allow");
      if (allow != null) {
        response.header("Allow", withHead(allow.toString()));
      }
    }
    return response.build();
  }

  /** JAX-RS answers HEAD where there is GET, and does not say so. */
  private static String withHead(String allow) {
    return allow.contains("GET") && !allow.contains("HEAD") ? allow + ",HEAD" : allow;
  }

  private static HttpError understood(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof HttpError error) {
        return error;
      }
      if (cause instanceof ConstraintViolationException violations) {
        return unprocessable(violations);
      }
    }
    if (failure instanceof WebApplicationException web) {
      return new HttpError(web.getResponse().getStatus(), "");
    }
    return Failures.understood(failure);
  }

  private static UnprocessableContent unprocessable(ConstraintViolationException violations) {
    return new UnprocessableContent(
        violations.getConstraintViolations().stream()
            .map(violation -> new FieldError(field(violation), violation.getMessage()))
            .sorted(Comparator.comparing(FieldError::field))
            .toList());
  }

  private static String field(ConstraintViolation<?> violation) {
    String last = "";
    for (Path.Node node : violation.getPropertyPath()) {
      last = node.getName() == null ? last : node.getName();
    }
    return last;
  }
}
