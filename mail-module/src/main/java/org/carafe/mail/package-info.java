/** Mail: templates, the outbox and its delivery. */
@NullMarked
package org.carafe.mail;

import org.jspecify.annotations.NullMarked;
