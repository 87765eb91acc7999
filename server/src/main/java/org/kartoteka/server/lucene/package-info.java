/** The search index in Lucene: folders, queries, facets and snippets. */
@NullMarked
package org.kartoteka.server.lucene;

import org.jspecify.annotations.NullMarked;
