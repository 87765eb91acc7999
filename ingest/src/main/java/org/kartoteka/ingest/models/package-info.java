/** The folder of models and rules, and the manifest that says what belongs in it. */
@NullMarked
package org.kartoteka.ingest.models;

import org.jspecify.annotations.NullMarked;
