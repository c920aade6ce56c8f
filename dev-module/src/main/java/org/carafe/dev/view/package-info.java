/**
 * Pages while they are written: what fails in an expression names its page and line, and a name
 * that nothing answers to fails instead of showing nothing.
 */
@NullMarked
package org.carafe.dev.view;

import org.jspecify.annotations.NullMarked;
