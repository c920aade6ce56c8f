/** The components of the tag library {@code urn:carafe} that need more than markup. */
@NullMarked
package org.carafe.web.tags;

import org.jspecify.annotations.NullMarked;
