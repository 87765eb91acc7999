/** Intake: from a file somebody dropped to a captured batch, and from a finished batch to {@code done} or {@code refused}. */
@NullMarked
package org.kartoteka.routes.intake;

import org.jspecify.annotations.NullMarked;
