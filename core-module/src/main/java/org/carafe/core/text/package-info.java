/** Texts in the visitor's language, and what people type as their names: when two are the same. */
@NullMarked
package org.carafe.core.text;

import org.jspecify.annotations.NullMarked;
