/** What tests and carafe run share: MariaDB, SMTP and a browser. */
@NullMarked
package org.carafe.testing;

import org.jspecify.annotations.NullMarked;
