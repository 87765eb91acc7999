package org.kartoteka.api.answer;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.kartoteka.archive.batch.IntakeLedger;
import org.kartoteka.archive.identity.BatchId;

/** Says what was set aside and still is, over several days. */
public final class RefusedAnswers {
    /** Most days that are looked at for one answer. */
    public static final int DAYS_MAX = 7;

    private static final int SHOWN_MAX = 300;

    /** Having looked at so many batches, an answer goes no further back. */
    private static final int LOOKED_MAX = 2_000;

    private final IntakeLedger ledger;
    private final BatchAnswers batches;

    public RefusedAnswers(IntakeLedger ledger, BatchAnswers batches) {
        this.ledger = ledger;
        this.batches = batches;
    }

    /** What came in until that day, some days back: fewer days where much came in. The answer says how far it looked. */
    public RefusedAnswer until(LocalDate until, ZoneId zone, Locale locale) {
        List<BatchAnswer> refused = new ArrayList<>();
        int looked = 0;
        LocalDate day = until;
        while (true) {
            IntakeLedger.SetAside found = ledger.setAside(day, zone);
            looked += found.looked();
            for (BatchId id : found.batches().reversed()) {
                refused.add(batches.answer(id, locale));
            }
            boolean enough = looked >= LOOKED_MAX || refused.size() >= SHOWN_MAX;
            if (enough || !day.isAfter(until.minusDays(DAYS_MAX - 1L))) {
                return new RefusedAnswer(day, until, List.copyOf(refused));
            }
            day = day.minusDays(1);
        }
    }
}
