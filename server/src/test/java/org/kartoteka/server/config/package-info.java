/** Tests of the settings. */
@NullMarked
package org.kartoteka.server.config;

import org.jspecify.annotations.NullMarked;
