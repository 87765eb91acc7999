/** The command line: each command a class. */
@NullMarked
package org.kartoteka.server.command;

import org.jspecify.annotations.NullMarked;
