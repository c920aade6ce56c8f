/** The carafe command. */
@NullMarked
package org.carafe.cli;

import org.jspecify.annotations.NullMarked;
