package org.kartoteka.server.elasticsearch;

import co.elastic.clients.elasticsearch.core.mget.MultiGetResponseItem;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.kartoteka.analysis.Frame;
import org.kartoteka.analysis.PagesTokenStream;
import org.kartoteka.analysis.Section;
import org.kartoteka.analysis.TextAnalysis;
import org.kartoteka.archive.search.SearchResult.Snippet;
import org.kartoteka.server.elasticsearch.EntryJson.Stored;
import org.kartoteka.server.search.Clause;
import org.kartoteka.server.search.DocumentHead.PageHead;
import org.kartoteka.server.search.IndexFields;
import org.kartoteka.server.search.Marks;
import org.kartoteka.server.search.Snippets;

/**
 * Fetches the texts of hits for their snippets, some at once and never more than {@value #CHARS_TOGETHER} chars, unless one
 * document alone has more; one beyond {@value #CHARS_MAX} gets no snippet.
 */
final class HitTexts {
    private static final long CHARS_TOGETHER = 4_000_000;
    private static final long CHARS_MAX = 20_000_000;

    private final Cluster cluster;
    private final String index;
    private final TextAnalysis analysis;
    private final List<Clause> clauses;
    private final BooleanSupplier late;

    HitTexts(Cluster cluster, String index, TextAnalysis analysis, List<Clause> clauses, BooleanSupplier late) {
        this.cluster = cluster;
        this.index = index;
        this.analysis = analysis;
        this.clauses = clauses;
        this.late = late;
    }

    /** A hit to be explained. */
    record Wanted(String id, long chars, List<PageHead> pages) {}

    /** Snippets by id; none for those that were not reached in time. */
    Map<String, List<Snippet>> snippets(List<Wanted> hits) {
        Map<String, List<Snippet>> snippets = new HashMap<>();
        List<Wanted> together = new ArrayList<>();
        long chars = 0;
        for (Wanted hit : hits) {
            if (hit.chars() > CHARS_MAX) {
                continue;
            }
            if (chars + hit.chars() > CHARS_TOGETHER) {
                addSnippets(together, snippets);
                together = new ArrayList<>();
                chars = 0;
            }
            together.add(hit);
            chars += hit.chars();
        }
        addSnippets(together, snippets);
        return snippets;
    }

    private void addSnippets(List<Wanted> hits, Map<String, List<Snippet>> snippets) {
        if (hits.isEmpty() || late.getAsBoolean()) {
            return;
        }
        List<String> ids = hits.stream().map(Wanted::id).toList();
        Map<String, String> texts = new HashMap<>();
        List<MultiGetResponseItem<Stored>> found = cluster.askNow(
                "read the texts of hits",
                client -> client.mget(
                                request -> request.index(index)
                                        .ids(ids)
                                        .realtime(false)
                                        .sourceIncludes(IndexFields.TEXT),
                                Stored.class)
                        .docs());
        for (MultiGetResponseItem<Stored> item : found) {
            Stored stored = item.isResult() ? item.result().source() : null;
            if (stored != null && stored.text() != null) {
                texts.put(item.result().id(), stored.text());
            }
        }
        for (Wanted hit : hits) {
            String frame = texts.get(hit.id());
            if (frame != null && !late.getAsBoolean()) {
                snippets.put(hit.id(), snippets(hit, frame));
            }
        }
    }

    private List<Snippet> snippets(Wanted hit, String frame) {
        int pageCount = Math.min(hit.pages().size(), PagesTokenStream.PAGES_MAX);
        if (!(Frame.read(frame) instanceof Frame.Sections(List<Section> sections)) || sections.size() < pageCount) {
            // Replaced by another since it was found.
            return List.of();
        }
        List<Section> pages = sections.subList(0, pageCount);
        Map<Integer, String> texts = new HashMap<>();
        for (int page : worthReading(pages)) {
            texts.put(page, pages.get(page).text());
        }
        return new Snippets(analysis, clauses).of(hit.pages(), texts);
    }

    /** Of many pages the few with most matches, as far as they can be looked through in time. */
    private List<Integer> worthReading(List<Section> pages) {
        List<Integer> all = new ArrayList<>();
        Map<Integer, Integer> matches = new HashMap<>();
        for (int page = 0; page < pages.size() && !late.getAsBoolean(); page++) {
            all.add(page);
            if (pages.size() > Snippets.PAGES_READ_MAX) {
                Section section = pages.get(page);
                int count = Marks.of(clauses, analysis.analyse(section.text(), section.language()))
                        .words()
                        .cardinality();
                matches.put(page, count);
            }
        }
        if (pages.size() <= Snippets.PAGES_READ_MAX) {
            return all;
        }
        List<Integer> best = all.stream()
                .filter(page -> matches.getOrDefault(page, 0) > 0)
                .sorted(Comparator.comparingInt((Integer page) -> -matches.getOrDefault(page, 0)))
                .limit(Snippets.PAGES_READ_MAX)
                .toList();
        return best.isEmpty() ? all.subList(0, Math.min(all.size(), Snippets.SNIPPETS_MAX)) : best;
    }
}
