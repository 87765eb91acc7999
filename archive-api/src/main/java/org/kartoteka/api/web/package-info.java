/** The web pages for clerks and agents: rendered here, with small scripts that make them quicker to use. */
@NullMarked
package org.kartoteka.api.web;

import org.jspecify.annotations.NullMarked;
