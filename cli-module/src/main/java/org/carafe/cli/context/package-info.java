/** The application behind a command: beans, entity manager and transactions without a server. */
@NullMarked
package org.carafe.cli.context;

import org.jspecify.annotations.NullMarked;
