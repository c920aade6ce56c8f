/** The kernel: application factory, blueprints, routing and what every module builds on. */
@NullMarked
package org.carafe.core;

import org.jspecify.annotations.NullMarked;
