/** {@code carafe shell}: lines of Java with the application at hand. */
@NullMarked
package org.carafe.cli.shell;

import org.jspecify.annotations.NullMarked;
