/** The search index in an Elasticsearch cluster that any number of nodes share. */
@NullMarked
package org.kartoteka.server.elasticsearch;

import org.jspecify.annotations.NullMarked;
