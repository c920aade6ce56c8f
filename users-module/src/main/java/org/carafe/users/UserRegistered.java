package org.carafe.users;

/** Event: an account came to be. */
public record UserRegistered(long userId, String name, String address) {}
