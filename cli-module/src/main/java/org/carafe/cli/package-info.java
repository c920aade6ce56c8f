/** The {@code carafe} command: runs the application, and shows and does what modules offer. */
@NullMarked
package org.carafe.cli;

import org.jspecify.annotations.NullMarked;
