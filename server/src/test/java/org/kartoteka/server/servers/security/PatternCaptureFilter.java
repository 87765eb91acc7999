package org.kartoteka.server.servers.security;

import org.apache.lucene.analysis.TokenStream;
import org.elasticsearch.plugin.NamedComponent;
import org.elasticsearch.plugin.analysis.TokenFilterFactory;

/** Leaves the tokens as they are. */
@NamedComponent("pattern_capture")
public final class PatternCaptureFilter implements TokenFilterFactory {
    @Override
    public TokenStream create(TokenStream tokens) {
        return tokens;
    }
}
