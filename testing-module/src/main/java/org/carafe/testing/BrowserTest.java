package org.carafe.testing;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.carafe.testing.suite.ClientSide;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * A test that uses the server from outside, in a browser or over HTTP.
 *
 * <pre>{@code
 * @BrowserTest
 * @RunAsClient
 * class SignInIT {
 *   private final Site site = Site.current();
 *
 *   @Test
 *   void greetsWhoSignsIn() {
 *     var page = site.open("/login", Viewing.plain());
 *     …
 *   }
 * }
 * }</pre>
 *
 * <p>{@code @RunAsClient} has to be written too, because Arquillian looks for it on the class
 * alone. Tests that share the server take turns.
 */
@Documented
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith({ClientSide.class, ArquillianExtension.class})
@Execution(ExecutionMode.SAME_THREAD)
public @interface BrowserTest {}
