/** Pages, handlers and observers. */
@NullMarked
package org.carafe.auth.boundary;

import org.jspecify.annotations.NullMarked;
