/** Recognition of text on prepared pages: the engine port, Tesseract behind it, and the choice of language. */
@NullMarked
package org.kartoteka.ingest.ocr;

import org.jspecify.annotations.NullMarked;
