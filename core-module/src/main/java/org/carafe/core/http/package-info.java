/** Judges what a request brings along before it is used: file names, paths and redirect targets. */
@NullMarked
package org.carafe.core.http;

import org.jspecify.annotations.NullMarked;
