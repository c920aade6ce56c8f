/** Pages, resources and observers. */
@NullMarked
package org.carafe.users.boundary;

import org.jspecify.annotations.NullMarked;
