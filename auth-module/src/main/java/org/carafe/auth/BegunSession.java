package org.carafe.auth;

import java.time.Duration;
import org.carafe.core.signing.SecretToken;

/**
 * A session that has just begun, and what the browser must be told of it.
 *
 * @param token what the session is known by; it is stored nowhere but in the browser
 * @param cookieAge how long the browser keeps it; {@link Duration#ZERO} for until it is closed
 */
public record BegunSession(SecretToken token, Duration cookieAge) {}
