/**
 * Runs Java that somebody types, for {@code carafe shell} and the console of the debugger: in this
 * process, on the thread that asks, and so that it can be stopped.
 */
@NullMarked
package org.carafe.snippets;

import org.jspecify.annotations.NullMarked;
