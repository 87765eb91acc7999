/** What Elasticsearch loads: the analysis as a stable plugin. The only package that knows Elasticsearch's plugin API. */
@NullMarked
package org.kartoteka.analysis.plugin;

import org.jspecify.annotations.NullMarked;
