/**
 * Signed tokens for cookies and links, wire-compatible with Python's itsdangerous and Flask's
 * session cookie.
 *
 * <p>{@link org.carafe.core.signing.Signer} is for everyday use. The other classes speak every
 * dialect of itsdangerous, to read what a Flask application has issued.
 */
@NullMarked
package org.carafe.core.signing;

import org.jspecify.annotations.NullMarked;
