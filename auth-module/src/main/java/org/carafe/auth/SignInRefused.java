package org.carafe.auth;

import java.util.Optional;

/**
 * Event: somebody tried to sign in and was refused.
 *
 * @param userId the account that was named; empty when there is none of that name
 */
public record SignInRefused(Optional<Long> userId) {}
