/** URL patterns, the table of routes and the way back from an endpoint's name to its URL. */
@NullMarked
package org.carafe.core.route;

import org.jspecify.annotations.NullMarked;
