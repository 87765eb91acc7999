package org.kartoteka.archive.likeness;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.kartoteka.archive.rendition.PageText;

/**
 * The terms by which a search index finds the documents that may be the same sheets scanned again. Scans of one sheet share
 * many of them, whatever the scanner; so do letters of one template, which {@link Likeness} tells apart.
 *
 * <p>The text gives the minima of its pairs of neighbouring words; where there is little of it, the page images give bands of
 * their hashes as well.
 *
 * @param terms ASCII, at most {@value #TERMS_MAX}; none where there is nothing to compare
 */
public record Fingerprint(List<String> terms) {
    /** Of a document that can be compared with none. */
    public static final Fingerprint NONE = new Fingerprint(List.of());

    /** Documents that share fewer terms are not alike. */
    public static final int SHARED_MIN = 6;

    /** Only the first pages are looked at: there shows what scans of one document have in common. */
    public static final int PAGES_MAX = 12;

    static final double CONFIDENCE_MIN = 0.5;

    private static final int TERMS_MAX = 192;
    private static final int MINIMA = 64;
    private static final int PAIRS_MIN = 8;
    private static final int PAIRS_ENOUGH = 60;
    private static final int IMAGES_MAX = 4;

    public Fingerprint {
        terms = List.copyOf(terms);
    }

    /** Of a document's pages, in their order, or of the first {@value #PAGES_MAX} of them. */
    public static Fingerprint of(List<PageText> pages) {
        List<PageText> sheets = sheets(pages);
        Set<String> pairs = Wording.of(sheets).pairs(CONFIDENCE_MIN);
        Set<String> terms = new LinkedHashSet<>();
        if (pairs.size() >= PAIRS_MIN) {
            int[] minima = MinHash.of(pairs, MINIMA);
            for (int i = 0; i < minima.length; i++) {
                terms.add("t%02x%08x".formatted(i, minima[i]));
            }
        }
        if (pairs.size() < PAIRS_ENOUGH) {
            sheets.stream()
                    .map(ImageHash::of)
                    .flatMap(Optional::stream)
                    .limit(IMAGES_MAX)
                    .forEach(image -> terms.addAll(image.bands()));
        }
        return new Fingerprint(terms.stream().limit(TERMS_MAX).toList());
    }

    /** Those of the first pages with something on them. */
    static List<PageText> sheets(List<PageText> pages) {
        return pages.stream()
                .limit(PAGES_MAX)
                .filter(page ->
                        !page.blank() && !page.separator() && page.failure().isEmpty())
                .toList();
    }
}
