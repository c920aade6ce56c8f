/** Rendering of templates, the queue of the outbox and what empties it. */
@NullMarked
package org.carafe.mail.control;

import org.jspecify.annotations.NullMarked;
