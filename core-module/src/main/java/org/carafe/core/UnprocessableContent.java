package org.carafe.core;

import java.util.List;

/** 422: the request was understood, and these of its fields are wrong. */
public final class UnprocessableContent extends HttpError {
  private static final long serialVersionUID = 1L;
  private final transient List<FieldError> errors;

  /** One wrong field and the sentence that says how to mend it. */
  public record FieldError(String field, String message) {}

  /** An error about these fields. */
  public UnprocessableContent(List<FieldError> errors) {
    super(422, "Some fields are wrong.");
    this.errors = List.copyOf(errors);
  }

  /** An error about one field. */
  public UnprocessableContent(String field, String message) {
    this(List.of(new FieldError(field, message)));
  }

  /** What is wrong, field by field. */
  public List<FieldError> errors() {
    return errors;
  }
}
