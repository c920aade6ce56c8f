package org.carafe.users;

/** Event: a person proved that an address is theirs. */
public record AddressConfirmed(long userId, String address) {}
