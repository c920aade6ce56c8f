/** Events: records published once the transaction that caused them is committed. */
@NullMarked
package org.carafe.core.event;

import org.jspecify.annotations.NullMarked;
