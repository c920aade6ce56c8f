/**
 * Real parts for tests and for {@code carafe run}: MariaDB, an SMTP server, Payara Micro, Chromium.
 *
 * <p>Needs no module of Carafe, so any module's tests can use it.
 */
@NullMarked
package org.carafe.testing;

import org.jspecify.annotations.NullMarked;
