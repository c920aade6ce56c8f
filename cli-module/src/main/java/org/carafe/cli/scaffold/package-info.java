/**
 * What {@code carafe new} and {@code carafe remove} do: templates become files of a clone, and
 * nothing is left half written.
 */
@NullMarked
package org.carafe.cli.scaffold;

import org.jspecify.annotations.NullMarked;
