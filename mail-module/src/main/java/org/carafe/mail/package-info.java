/**
 * Mail that arrives: templates, the outbox and its delivery.
 *
 * <p>{@link org.carafe.mail.Mailer} is where other modules begin. Mail looks nobody up: it takes a
 * {@link org.carafe.mail.Recipient}.
 */
@NullMarked
package org.carafe.mail;

import org.jspecify.annotations.NullMarked;
