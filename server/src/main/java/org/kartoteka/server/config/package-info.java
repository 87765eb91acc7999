/** Settings, one record per concern, from one file whose unknown keys are refused. */
@NullMarked
package org.kartoteka.server.config;

import org.jspecify.annotations.NullMarked;
