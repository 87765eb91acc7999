package org.kartoteka.server.benchmark.search;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.kartoteka.archive.identity.DocumentId;
import org.kartoteka.archive.likeness.Fingerprint;
import org.kartoteka.archive.search.IndexedDocument;

/**
 * Makes index entries of known texts, as the archive would. A document comes three days after its date; its file name says
 * nothing of it.
 */
final class Entries {
    private static final int DAYS_ON_THE_WAY = 3;

    private Entries() {}

    static DocumentId id(int index) {
        return new DocumentId(String.format(Locale.ROOT, "20030301-090000000-%010x-0001", index + 1));
    }

    static List<IndexedDocument> of(List<KnownText> texts, Reading reading) {
        List<IndexedDocument> entries = new ArrayList<>();
        for (KnownText text : texts) {
            entries.add(of(text, entries.size(), reading));
        }
        return entries;
    }

    private static IndexedDocument of(KnownText text, int index, Reading reading) {
        Random random = new Random(text.name().hashCode());
        List<IndexedDocument.Page> pages = new ArrayList<>();
        for (KnownText.Page page : text.pages()) {
            pages.add(new IndexedDocument.Page(pages.size() + 1, text.language(), reading.read(page.read(), random)));
        }
        Map<String, String> found = reading.found(text.fields(), random);
        List<IndexedDocument.FieldValue> fields = found.entrySet().stream()
                .map(field -> new IndexedDocument.FieldValue(
                        field.getKey(),
                        field.getValue(),
                        text.printed().getOrDefault(field.getKey(), field.getValue())))
                .toList();
        Optional<LocalDate> date = Optional.ofNullable(found.get("date")).map(LocalDate::parse);
        Instant received = LocalDate.parse(text.fields().getOrDefault("date", "2002-01-01"))
                .plusDays(DAYS_ON_THE_WAY)
                .atTime(9, 0)
                .toInstant(ZoneOffset.UTC);
        return new IndexedDocument(
                id(index),
                1,
                text.type(),
                1,
                List.of(text.language()),
                "post",
                "post",
                String.format(Locale.ROOT, "scan-%04d.pdf", index + 1),
                received,
                date,
                Optional.ofNullable(found.get("caseReference")).stream().toList(),
                fields,
                pages,
                List.of(),
                Fingerprint.NONE);
    }
}
