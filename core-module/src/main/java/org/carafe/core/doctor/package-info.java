/** What {@code carafe doctor} asks: checks of the surroundings, each finding with its remedy. */
@NullMarked
package org.carafe.core.doctor;

import org.jspecify.annotations.NullMarked;
