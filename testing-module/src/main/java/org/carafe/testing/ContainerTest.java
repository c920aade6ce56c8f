package org.carafe.testing;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * A test that runs inside the server, with injection, in the application that all tests share.
 *
 * <pre>{@code
 * @ContainerTest
 * class UsersIT {
 *   @Inject Users users;
 *
 *   @Test
 *   void findsSomebodyByName() { … }
 * }
 * }</pre>
 *
 * <p>It stays beside the code of its module, is called {@code …IT}, and web-module's build runs it.
 */
@Documented
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(ArquillianExtension.class)
@Execution(ExecutionMode.SAME_THREAD)
public @interface ContainerTest {}
