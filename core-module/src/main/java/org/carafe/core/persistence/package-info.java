/** Migrations at start, the entity manager and the converters every entity shares. */
@NullMarked
package org.carafe.core.persistence;

import org.jspecify.annotations.NullMarked;
