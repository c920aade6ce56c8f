/** The pages of the development inbox. */
@NullMarked
package org.carafe.dev.boundary;

import org.jspecify.annotations.NullMarked;
