/**
 * The history of the schema: which migrations were applied, the way up and the way back. Plain Java
 * over Flyway, so that the server, the command line and tests share it.
 */
@NullMarked
package org.carafe.core.migration;

import org.jspecify.annotations.NullMarked;
