package org.carafe.core.event;

/**
 * Event: the server is about to answer. Unlike at CDI's own {@code Startup}, the schema is up to
 * date and every resource can be used. An observer that fails stops the start.
 */
public record ApplicationReady() {}
