/** The data as a whole: dumps, backups, sample data, a fresh beginning. */
@NullMarked
package org.carafe.cli.data;

import org.jspecify.annotations.NullMarked;
