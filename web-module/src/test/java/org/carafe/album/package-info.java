/** A module for tests of forms that bring files. */
@NullMarked
package org.carafe.album;

import org.jspecify.annotations.NullMarked;
