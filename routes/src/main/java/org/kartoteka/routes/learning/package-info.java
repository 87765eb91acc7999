/** Corrections become lessons, lessons a new type model, and every reading node uses it without a restart. */
@NullMarked
package org.kartoteka.routes.learning;

import org.jspecify.annotations.NullMarked;
