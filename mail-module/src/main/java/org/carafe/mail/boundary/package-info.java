/** What the server starts and calls. */
@NullMarked
package org.carafe.mail.boundary;

import org.jspecify.annotations.NullMarked;
