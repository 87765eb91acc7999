package org.kartoteka.analysis.plugin;

import org.apache.lucene.analysis.Analyzer;
import org.elasticsearch.plugin.NamedComponent;
import org.elasticsearch.plugin.analysis.AnalyzerFactory;
import org.kartoteka.analysis.FrameAnalyzer;

/** The analyser {@code kartoteka_pages}. */
@NamedComponent("kartoteka_pages")
public final class PagesAnalyzerFactory implements AnalyzerFactory {
    @Override
    public Analyzer create() {
        return new FrameAnalyzer();
    }
}
