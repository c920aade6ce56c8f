/** For development only: the mail inbox and the component gallery. */
@NullMarked
package org.carafe.dev;

import org.jspecify.annotations.NullMarked;
