package org.kartoteka.server.search;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.kartoteka.analysis.Token;
import org.kartoteka.archive.search.SearchQuery;

/** Finds a query's words among the words of a page, by the same analysis as the index. */
public final class Located {
    private final AnalysisPool.Both analysis;

    public Located(AnalysisPool.Both analysis) {
        this.analysis = analysis;
    }

    /** Indexes into the words of those that match, ascending. */
    public List<Integer> in(SearchQuery query, String language, List<String> words) {
        List<Clause> clauses = analysis.queries().clauses(query);
        StringBuilder text = new StringBuilder();
        int[] starts = new int[words.size()];
        for (int i = 0; i < starts.length; i++) {
            starts[i] = text.length();
            text.append(words.get(i)).append(' ');
        }
        List<Token> tokens = analysis.texts().analyse(text.toString(), language);
        BitSet marked = Marks.of(clauses, tokens).words();
        List<Integer> found = new ArrayList<>();
        int token = 0;
        for (int i = 0; i < starts.length; i++) {
            int end = i + 1 < starts.length ? starts[i + 1] : text.length();
            boolean matches = false;
            while (token < tokens.size() && tokens.get(token).start() < end) {
                matches |= marked.get(token);
                token++;
            }
            if (matches) {
                found.add(i);
            }
        }
        return found;
    }
}
