package org.carafe.core;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Stereotype;
import jakarta.transaction.Transactional;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.carafe.core.persistence.RetriesDeadlocks;

/**
 * Marks a module's API: a class whose methods are what can be done with the feature. Each call is
 * one transaction, repeated when the database chose it as the victim of a deadlock.
 */
@Stereotype
@ApplicationScoped
@Transactional(rollbackOn = Exception.class)
@RetriesDeadlocks
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface Verbs {}
