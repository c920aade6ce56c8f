/**
 * Runs Java that somebody types, and shows what it answers, for {@code carafe shell} and the
 * console of the debugger: in this process, on the thread that asks, and so that it can be stopped.
 */
@NullMarked
package org.carafe.snippets;

import org.jspecify.annotations.NullMarked;
