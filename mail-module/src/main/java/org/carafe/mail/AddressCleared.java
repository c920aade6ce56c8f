package org.carafe.mail;

import java.util.Optional;

/**
 * Event: mail is sent to an address again.
 *
 * @param address which
 * @param who cleared it; empty when its owner confirmed it
 * @param personId the administrator; empty for an operator and for the owner
 */
public record AddressCleared(String address, Optional<String> who, Optional<Long> personId) {}
