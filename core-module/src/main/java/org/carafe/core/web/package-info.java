/**
 * What happens to a request between the browser and a page: the chain of filters and their state.
 */
@NullMarked
package org.carafe.core.web;

import org.jspecify.annotations.NullMarked;
