/** A module for tests of mail that can be declined. */
@NullMarked
package org.carafe.newsletter;

import org.jspecify.annotations.NullMarked;
