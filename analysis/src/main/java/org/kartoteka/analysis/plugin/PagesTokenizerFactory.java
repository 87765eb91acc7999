package org.kartoteka.analysis.plugin;

import org.apache.lucene.analysis.Tokenizer;
import org.elasticsearch.plugin.NamedComponent;
import org.elasticsearch.plugin.analysis.TokenizerFactory;
import org.kartoteka.analysis.FrameTokenizer;

/** The tokenizer {@code kartoteka_pages}. */
@NamedComponent("kartoteka_pages")
public final class PagesTokenizerFactory implements TokenizerFactory {
    @Override
    public Tokenizer create() {
        return new FrameTokenizer();
    }
}
