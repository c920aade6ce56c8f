/** What signing in and signing up are made of. */
@NullMarked
package org.carafe.auth.control;

import org.jspecify.annotations.NullMarked;
