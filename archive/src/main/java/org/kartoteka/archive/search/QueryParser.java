package org.kartoteka.archive.search;

/**
 * Turns what an agent types into a typed query. Never fails: what it does not understand is searched as words.
 *
 * <p>Words; {@code "phrases"}; {@code -excluded}; {@code prefix*}; numbers; {@code type:complaint}, {@code language:lv},
 * {@code channel:fax}, {@code case:L-2001-004512}, {@code date:2001-10..2001-12}, {@code phone:}, {@code contract:},
 * {@code customer:}.
 */
public final class QueryParser {
    private QueryParser() {}

    public static SearchQuery parse(String text) {
        throw new UnsupportedOperationException(text);
    }
}
