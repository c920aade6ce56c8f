/** What people type as their names: when two are the same, and which are allowed. */
@NullMarked
package org.carafe.core.text;

import org.jspecify.annotations.NullMarked;
