package org.carafe.auth;

/** Event: somebody signed out. */
public record SignedOut(long userId, String name) {}
