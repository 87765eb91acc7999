/** Who may pass which door: one policy, sign-in links, sessions, the token of the command line, and the guards around them. */
@NullMarked
package org.kartoteka.api.access;

import org.jspecify.annotations.NullMarked;
