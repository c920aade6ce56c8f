/**
 * Configuration: declared settings, read from ordered sources, checked all at once.
 *
 * <p>A module declares each value it can be given as a {@link org.carafe.core.config.Setting};
 * {@link org.carafe.core.config.Configuration} reads them, remembers where every value came from
 * and refuses to start on any mistake.
 */
@NullMarked
package org.carafe.core.config;

import org.jspecify.annotations.NullMarked;
