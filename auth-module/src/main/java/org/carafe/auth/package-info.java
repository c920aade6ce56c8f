/** Sign-up, sign-in and sessions. */
@NullMarked
package org.carafe.auth;

import org.jspecify.annotations.NullMarked;
