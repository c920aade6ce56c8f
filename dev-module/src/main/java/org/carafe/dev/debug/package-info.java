/**
 * What {@code carafe run --debug} adds to the running application: pages, texts and styles as they
 * are being written, the debugger, the debug bar. Nothing here runs without it.
 */
@NullMarked
package org.carafe.dev.debug;

import org.jspecify.annotations.NullMarked;
