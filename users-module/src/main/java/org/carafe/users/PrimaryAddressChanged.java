package org.carafe.users;

/** Event: account mail goes to another address from now on. */
public record PrimaryAddressChanged(long userId, String address) {}
