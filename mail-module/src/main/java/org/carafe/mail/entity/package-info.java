/** What the outbox keeps. */
@NullMarked
package org.carafe.mail.entity;

import org.jspecify.annotations.NullMarked;
