/** The page that greets. */
@NullMarked
package org.carafe.hello.boundary;

import org.jspecify.annotations.NullMarked;
