/** Rules of the house, as tests: who may know whom, and how the tree must look. */
@NullMarked
package org.kartoteka.server.house;

import org.jspecify.annotations.NullMarked;
