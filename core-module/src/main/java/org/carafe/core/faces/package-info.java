/** How Jakarta Faces is made stateless, routed and safe. */
@NullMarked
package org.carafe.core.faces;

import org.jspecify.annotations.NullMarked;
