/** What every search engine is asked and answers in the same way: clauses, terms of documents, snippets. */
@NullMarked
package org.kartoteka.server.search;

import org.jspecify.annotations.NullMarked;
