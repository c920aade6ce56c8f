/**
 * What commands answer with, for people and for other programs. The command line brings the
 * libraries; in the server nothing of this is used.
 */
@NullMarked
package org.carafe.core.command;

import org.jspecify.annotations.NullMarked;
