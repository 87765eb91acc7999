/** Makes training texts from sentence pools and trains the small models with them: one command, same bytes every time. */
@NullMarked
package org.kartoteka.ingest.training;

import org.jspecify.annotations.NullMarked;
