/** Mail kept as files instead of being sent. */
@NullMarked
package org.carafe.dev.control;

import org.jspecify.annotations.NullMarked;
