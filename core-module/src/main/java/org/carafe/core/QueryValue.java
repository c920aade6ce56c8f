package org.carafe.core;

import jakarta.enterprise.util.Nonbinding;
import jakarta.inject.Qualifier;
import java.lang.annotation.Documented;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;

/**
 * Injects a value of the query: a {@code String}, empty where there is none, or a {@code Long},
 * {@code null} where there is none or it is no number.
 *
 * <pre>{@code
 * @Inject @QueryValue("q") String search;
 * }</pre>
 */
@Qualifier
@Documented
@Retention(RetentionPolicy.RUNTIME)
public @interface QueryValue {
  /** The parameter's name. */
  @Nonbinding
  String value();
}
