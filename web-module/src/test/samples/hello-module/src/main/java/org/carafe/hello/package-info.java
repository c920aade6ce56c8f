/** Greets: the module of the guide. */
@NullMarked
package org.carafe.hello;

import org.jspecify.annotations.NullMarked;
