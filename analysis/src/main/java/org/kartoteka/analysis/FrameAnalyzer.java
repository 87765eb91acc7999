package org.kartoteka.analysis;

import org.apache.lucene.analysis.Analyzer;

/** {@link FrameTokenizer} and nothing else. */
public final class FrameAnalyzer extends Analyzer {
    @Override
    protected TokenStreamComponents createComponents(String fieldName) {
        return new TokenStreamComponents(new FrameTokenizer());
    }
}
