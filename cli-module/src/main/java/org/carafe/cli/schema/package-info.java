/** Schemas compared: the entity model's, the migrations' and the database's. */
@NullMarked
package org.carafe.cli.schema;

import org.jspecify.annotations.NullMarked;
