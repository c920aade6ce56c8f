package org.carafe.core;

import jakarta.enterprise.util.Nonbinding;
import jakarta.inject.Qualifier;
import java.lang.annotation.Documented;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;

/**
 * Injects a dynamic part of the URL: a {@code String}, or a {@code Long} for {@code {id:long}}.
 *
 * <pre>{@code
 * @Inject @PathValue("name") String name;
 * }</pre>
 */
@Qualifier
@Documented
@Retention(RetentionPolicy.RUNTIME)
public @interface PathValue {
  /** The part's name. */
  @Nonbinding
  String value();
}
