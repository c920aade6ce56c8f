/** What the tables hold and what they guard. */
@NullMarked
package org.carafe.auth.entity;

import org.jspecify.annotations.NullMarked;
