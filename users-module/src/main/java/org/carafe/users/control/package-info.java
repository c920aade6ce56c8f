/** What the verbs are made of. */
@NullMarked
package org.carafe.users.control;

import org.jspecify.annotations.NullMarked;
