package org.kartoteka.api.web;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.kartoteka.api.answer.CaseFileSummary;

/**
 * The list of case files as its page shows it.
 *
 * @param shown which of the lists
 * @param counts how many there are in each list, in the order in which they are offered
 * @param text what was typed
 * @param next where the list goes on; null at its end
 * @param isFirst whether it begins at the beginning
 * @param total how many there are in this list
 */
public record CaseFileListView(
        String shown,
        Map<String, Long> counts,
        String text,
        List<CaseFileSummary> items,
        @Nullable String next,
        boolean isFirst,
        long total) {
    public CaseFileListView {
        items = List.copyOf(items);
    }
}
