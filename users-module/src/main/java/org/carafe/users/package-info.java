/** People: users, roles, addresses and profiles. */
@NullMarked
package org.carafe.users;

import org.jspecify.annotations.NullMarked;
