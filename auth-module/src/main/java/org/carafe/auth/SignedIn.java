package org.carafe.auth;

/** Event: somebody signed in. */
public record SignedIn(long userId, String name) {}
