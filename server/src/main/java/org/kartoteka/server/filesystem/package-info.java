/** Objects in a folder of the local file system. */
@NullMarked
package org.kartoteka.server.filesystem;

import org.jspecify.annotations.NullMarked;
