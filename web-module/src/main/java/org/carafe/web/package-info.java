/** The WAR: layout, home and error pages. */
@NullMarked
package org.carafe.web;

import org.jspecify.annotations.NullMarked;
