package org.kartoteka.ingest.split;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.kartoteka.ingest.Hints;
import org.kartoteka.ingest.PageResult;
import org.kartoteka.ingest.PageResult.PageRead;

/**
 * Divides a batch into documents. A pure function: same pages and settings, same documents.
 *
 * <ul>
 *   <li>Parts (a mail's text, each attachment, each file of a ZIP) are documents of their own.
 *   <li>A separator sheet begins a new document; what its codes say are hints for that document.
 *   <li>A blank page separates only where the settings say so: duplex scans have blank backs.
 *   <li>Separators and blank pages are hidden, not lost: they stay listed with the document before them, or with the one
 *       after them where there is none before. Every page given is listed exactly once.
 *   <li>A page that could not be read belongs to its document.
 * </ul>
 */
public final class Divider {
    /** Names these rules and their version, for provenance. Raise it with every change to how the same pages are divided. */
    public static final String NAME = "divider 1";

    /** @param blankPageSeparates a blank page begins a new document */
    public record Settings(boolean blankPageSeparates) {
        public static final Settings DEFAULT = new Settings(false);

        /** By name, for provenance. */
        public Map<String, String> named() {
            return Map.of("blankPageSeparates", Boolean.toString(blankPageSeparates));
        }
    }

    /**
     * A page of the batch.
     *
     * @param number in the batch, from 1
     * @param part whose page it is
     * @param separatesWhereBlank whether it may end a document by being blank; not the blank back of a sheet whose front is not, where
     *     that is known
     */
    public record BatchPage(int number, int part, PageResult result, boolean separatesWhereBlank) {
        /** A page of which it is not known whether it is a back. */
        public BatchPage(int number, int part, PageResult result) {
            this(number, part, result, true);
        }
    }

    /**
     * A document to be.
     *
     * @param pages numbers of pages to read, in order; of a document with nothing but blank pages, those
     * @param hiddenPages numbers of separators and blank pages that are kept with it
     * @param hints of the batch, overruled by those of the cover sheet
     */
    public record DividedDocument(int part, List<Integer> pages, List<Integer> hiddenPages, Hints hints) {
        public DividedDocument {
            pages = List.copyOf(pages);
            hiddenPages = List.copyOf(hiddenPages);
            if (pages.isEmpty()) {
                throw new IllegalArgumentException("a document needs a page");
            }
        }
    }

    private static final class Draft {
        private final Hints hints;
        private final List<Integer> pages = new ArrayList<>();
        private final List<Integer> hidden = new ArrayList<>();

        Draft(Hints hints) {
            this.hints = hints;
        }
    }

    private Divider() {}

    /**
     * Divides.
     *
     * @param pages of the batch in order of their numbers, those of one part next to each other
     * @param hints of the whole batch
     * @return documents in order; none only if there are no pages
     */
    public static List<DividedDocument> divide(List<BatchPage> pages, Hints hints, Settings settings) {
        List<DividedDocument> documents = new ArrayList<>();
        int from = 0;
        for (int to = 1; to <= pages.size(); to++) {
            if (to == pages.size() || pages.get(to).part() != pages.get(from).part()) {
                documents.addAll(dividePart(pages.subList(from, to), hints, settings));
                from = to;
            }
        }
        return List.copyOf(documents);
    }

    private static List<DividedDocument> dividePart(List<BatchPage> pages, Hints hints, Settings settings) {
        List<Draft> drafts = new ArrayList<>(List.of(new Draft(hints)));
        List<Integer> hidden = new ArrayList<>();
        for (BatchPage page : pages) {
            Draft current = drafts.getLast();
            switch (kind(page.result())) {
                case CONTENT -> current.pages.add(page.number());
                case BLANK -> {
                    hidden.add(page.number());
                    if (settings.blankPageSeparates() && page.separatesWhereBlank() && !current.pages.isEmpty()) {
                        drafts.add(new Draft(hints));
                    }
                }
                case SEPARATOR -> {
                    hidden.add(page.number());
                    // Two sheets in a row: the second one does not take away what the first one said.
                    Hints base = current.pages.isEmpty() ? current.hints : hints;
                    drafts.add(new Draft(overrule(base, ((PageRead) page.result()).barcodes())));
                }
            }
        }
        return settle(pages.getFirst().part(), drafts, hidden);
    }

    /** Leaves out documents without pages and finds each hidden page its place. */
    private static List<DividedDocument> settle(int part, List<Draft> drafts, List<Integer> hidden) {
        List<Draft> kept =
                drafts.stream().filter(draft -> !draft.pages.isEmpty()).toList();
        if (kept.isEmpty()) {
            return List.of(new DividedDocument(part, hidden, List.of(), drafts.getLast().hints));
        }
        for (int page : hidden) {
            Draft home = kept.getFirst();
            for (Draft draft : kept) {
                home = draft.pages.getFirst() < page ? draft : home;
            }
            home.hidden.add(page);
        }
        return kept.stream()
                .map(draft -> new DividedDocument(part, draft.pages, draft.hidden, draft.hints))
                .toList();
    }

    private enum Kind {
        CONTENT,
        BLANK,
        SEPARATOR
    }

    private static Kind kind(PageResult result) {
        if (!(result instanceof PageRead read)) {
            return Kind.CONTENT;
        }
        if (read.separator()) {
            return Kind.SEPARATOR;
        }
        return read.blank() ? Kind.BLANK : Kind.CONTENT;
    }

    private static Hints overrule(Hints batch, List<String> barcodes) {
        Hints sheet = CoverSheet.hints(barcodes);
        return new Hints(
                first(sheet.language(), batch.language()),
                first(sheet.type(), batch.type()),
                first(sheet.caseReference(), batch.caseReference()));
    }

    private static Optional<String> first(Optional<String> stronger, Optional<String> weaker) {
        return stronger.isPresent() ? stronger : weaker;
    }
}
