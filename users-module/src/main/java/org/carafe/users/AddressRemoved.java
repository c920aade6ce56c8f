package org.carafe.users;

/** Event: a person took an address away. */
public record AddressRemoved(long userId, String address) {}
