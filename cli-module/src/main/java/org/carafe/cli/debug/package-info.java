/**
 * The launcher's half of {@code carafe run --debug}: requests pass a gate that first brings what
 * has changed into the running application, or shows why that cannot be done.
 */
@NullMarked
package org.carafe.cli.debug;

import org.jspecify.annotations.NullMarked;
