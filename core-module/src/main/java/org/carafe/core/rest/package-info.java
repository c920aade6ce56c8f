/** The JSON API: access, problems and the resources that blueprints declare. */
@NullMarked
package org.carafe.core.rest;

import org.jspecify.annotations.NullMarked;
