/** What the tables hold and what they guard. */
@NullMarked
package org.carafe.users.entity;

import org.jspecify.annotations.NullMarked;
