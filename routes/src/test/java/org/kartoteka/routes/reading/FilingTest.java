package org.kartoteka.routes.reading;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kartoteka.archive.batch.Arrival;
import org.kartoteka.archive.casefile.Filing;
import org.kartoteka.archive.casefile.HowFiled;
import org.kartoteka.archive.identity.CaseReference;
import org.kartoteka.archive.rendition.DocumentReading;
import org.kartoteka.archive.rendition.DocumentReading.Field;

/** By what a document comes into a case file while it is read. */
final class FilingTest {
    private static final CaseReference CASE = new CaseReference("L-2001-000777");

    @TempDir
    Path scratch;

    private ReadingFixture fixture;

    @BeforeEach
    void start() {
        fixture = new ReadingFixture(scratch);
    }

    @Test
    void tellsTheReferenceOnAPageFromWhatFolderSidecarAndCoverSheetSay() {
        assertThat(how(1, "post", Map.of())).isEqualTo(HowFiled.REFERENCE);
        assertThat(how(0, "post/case/L-2001-000777", Map.of("case", "l-2001/000777")))
                .isEqualTo(HowFiled.FOLDER);
        assertThat(how(0, "post", Map.of("case", "L-2001-000777"))).isEqualTo(HowFiled.GIVEN);
        assertThat(how(0, "post", Map.of())).isEqualTo(HowFiled.COVER_SHEET);
        assertThat(how(0, "post/case/L-2001-000001", Map.of("case", "L-2001-000001")))
                .isEqualTo(HowFiled.COVER_SHEET);
    }

    private static HowFiled how(int pageNumber, String folder, Map<String, String> hints) {
        Field field = new Field("caseReference", CASE.value(), CASE.value(), pageNumber, List.of(), 1);
        Arrival arrival = new Arrival("post", folder, "scan.pdf", 1, java.time.Instant.EPOCH, hints);
        List<Filing> filings =
                new JudgeReading(ReadingPolicy.Review.DEFAULT).filings(List.of(field), arrival, OpenBatch.READING);
        assertThat(filings)
                .singleElement()
                .satisfies(filing -> assertThat(filing.reference()).isEqualTo(CASE));
        return filings.getFirst().how();
    }

    @Test
    void aDocumentThatNamesNoCaseFileIsFiledByTheRule() throws IOException {
        fixture.fileBy((reading, actor) -> Optional.of(Filing.of(CASE, HowFiled.CUSTOMER, actor)));

        fixture.read(fixture.captured("pages=1"));

        assertThat(fixture.archive.caseFiles.find(CASE).orElseThrow().filed())
                .singleElement()
                .satisfies(filed -> assertThat(filed.how()).isEqualTo(HowFiled.CUSTOMER));
    }

    @Test
    void aDocumentThatNamesACaseFileIsFiledThereAndNoRuleIsAsked() throws IOException {
        AtomicInteger asked = new AtomicInteger();
        fixture.fileBy((DocumentReading reading, org.kartoteka.archive.event.Actor actor) -> {
            asked.incrementAndGet();
            return Optional.empty();
        });

        fixture.read(fixture.captured("pages=1 case=L-2001-000001"));

        assertThat(asked).hasValue(0);
        assertThat(fixture.archive.caseFiles.list(Optional.empty(), 10))
                .containsExactly(new CaseReference("L-2001-000001"));
    }
}
