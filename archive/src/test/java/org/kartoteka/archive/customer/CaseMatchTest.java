package org.kartoteka.archive.customer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.kartoteka.archive.Archive;
import org.kartoteka.archive.SmallArchive;
import org.kartoteka.archive.batch.Batch.PlannedDocument;
import org.kartoteka.archive.batch.Batches;
import org.kartoteka.archive.casefile.CaseFile;
import org.kartoteka.archive.casefile.CaseFileChange;
import org.kartoteka.archive.casefile.CaseFileChanges.Opening;
import org.kartoteka.archive.casefile.CaseFileEntry;
import org.kartoteka.archive.casefile.Filing;
import org.kartoteka.archive.casefile.HowFiled;
import org.kartoteka.archive.customer.CaseMatch.Candidate;
import org.kartoteka.archive.customer.CaseMatch.Rule;
import org.kartoteka.archive.customer.Customer.Known;
import org.kartoteka.archive.document.Document;
import org.kartoteka.archive.event.Actor;
import org.kartoteka.archive.identity.BatchId;
import org.kartoteka.archive.identity.CaseReference;
import org.kartoteka.archive.rendition.DocumentReading;
import org.kartoteka.archive.rendition.DocumentReading.Field;
import org.kartoteka.archive.rendition.RenditionRef;
import org.kartoteka.archive.rendition.Renditions;
import org.kartoteka.archive.search.InMemorySearchIndex;
import org.kartoteka.archive.search.SearchIndex;
import org.kartoteka.archive.store.Digest;
import org.kartoteka.archive.store.InMemoryObjectStore;
import org.kartoteka.archive.store.ObjectKey;

final class CaseMatchTest {
    private static final Actor ANNA = Actor.user("anna");
    private static final Actor READER = SmallArchive.READER;

    private final Archive archive = SmallArchive.open(new InMemoryObjectStore());
    private final InMemorySearchIndex index = new InMemorySearchIndex();
    private int documents;

    @Test
    void filesInTheOneOpenCaseFileOfTheCustomerThatWasDescribed() {
        CaseReference only = caseFile(List.of("1003 3417"), List.of());
        caseFile(List.of("99999999"), List.of());

        assertThat(match(Rule.CUSTOMER).filing(reading(Map.of("customerNumber", "10033417")), READER))
                .hasValue(Filing.of(only, HowFiled.CUSTOMER, READER));
    }

    @Test
    void filesWhereTheOnlyOtherLetterOfThatContractIs() {
        CaseReference only = caseFile(List.of(), List.of());
        ingest(Map.of("contractNumber", "LV/21877-01"), only);

        assertThat(match(Rule.CONTRACT).filing(reading(Map.of("contractNumber", "LV 2187701")), READER))
                .hasValue(Filing.of(only, HowFiled.CONTRACT, READER));
    }

    @Test
    void onlyHintsWhereThereAreSeveral() {
        CaseReference first = caseFile(List.of("10033417"), List.of());
        CaseReference second = caseFile(List.of("10033417"), List.of());
        DocumentReading reading = reading(Map.of("customerNumber", "10033417"));

        assertThat(match(Rule.CUSTOMER).filing(reading, READER)).isEmpty();
        assertThat(match(Rule.CUSTOMER).candidates(reading, List.of()))
                .extracting(Candidate::reference)
                .containsExactlyInAnyOrder(first, second);
        assertThat(match(Rule.CUSTOMER).candidates(reading, List.of(first)))
                .extracting(Candidate::reference)
                .containsExactly(second);
    }

    @Test
    void aClosedCaseFileIsNoMatch() {
        CaseReference closed = caseFile(List.of("10033417"), List.of());
        CaseReference open = caseFile(List.of("10033417"), List.of());
        close(closed);

        assertThat(match(Rule.CUSTOMER).filing(reading(Map.of("customerNumber", "10033417")), READER))
                .map(Filing::reference)
                .hasValue(open);
    }

    @Test
    void theRuleSaysByWhichNumbersAndOneThatWasReadInDoubtIsOnlyAHint() {
        caseFile(List.of("10033417"), List.of());
        DocumentReading sure = reading(Map.of("customerNumber", "10033417"));
        DocumentReading doubtful = reading(List.of(
                new Field("customerNumber", "10033417", "10033417", 1, List.of(), 0.95, "page", "check-digit")));
        DocumentReading pale = reading(List.of(new Field("customerNumber", "10033417", "10033417", 1, List.of(), 0.6)));

        assertThat(match(Rule.NONE).filing(sure, READER)).isEmpty();
        assertThat(match(Rule.CONTRACT).filing(sure, READER)).isEmpty();
        assertThat(match(Rule.CUSTOMER).filing(doubtful, READER)).isEmpty();
        assertThat(match(Rule.CUSTOMER).filing(pale, READER)).isEmpty();
        assertThat(match(Rule.NONE).candidates(pale, List.of())).hasSize(1);
    }

    @Test
    void aLetterAboutAnotherContractIsNotFiledByItsCustomer() {
        caseFile(List.of("10033417"), List.of("LV/21877-01"));
        DocumentReading other = reading(Map.of("customerNumber", "10033417", "contractNumber", "LV/99999-01"));

        assertThat(match(Rule.CUSTOMER).filing(other, READER)).isEmpty();
        assertThat(match(Rule.CUSTOMER).candidates(other, List.of())).hasSize(1);
    }

    @Test
    void anIndexThatLagsBehindDecidesNothing() {
        CaseReference filed = caseFile(List.of(), List.of());
        Document document = ingest(Map.of("customerNumber", "10033417"), filed);
        // Since it was indexed, a person took it out.
        archive.filing().takeOut(document.id(), 1, filed, ANNA);

        assertThat(match(Rule.CUSTOMER).candidates(reading(Map.of("customerNumber", "10033417")), List.of()))
                .isEmpty();
    }

    @Test
    void showsEverythingOfACustomerWithAndWithoutACaseFile() {
        CaseReference closed = caseFile(List.of(), List.of());
        CaseReference described = caseFile(List.of("10033417"), List.of());
        ingest(Map.of("customerNumber", "10033417", "customerName", "Jānis Bērziņš", "phone", "+37120000000"), closed);
        ingest(Map.of("customerNumber", "1003-3417", "customerName", "JĀNIS BĒRZIŅŠ"), null);
        ingest(Map.of("customerNumber", "10033418", "customerName", "Cits"), null);
        close(closed);

        Customer customer = customers().of("1003 3417");

        assertThat(customer.documents()).hasSize(2);
        assertThat(customer.complete()).isTrue();
        assertThat(customer.caseFiles()).extracting(CaseFileEntry::reference).containsExactly(described, closed);
        assertThat(customer.known().get("customerName"))
                .singleElement()
                .satisfies(name -> assertThat(name.documents()).isEqualTo(2));
        assertThat(customer.known().get("phone")).extracting(Known::value).containsExactly("+37120000000");
        assertThat(customers().of("55555555").isUnknown()).isTrue();
    }

    private CaseMatch match(Rule rule) {
        return new CaseMatch(
                index,
                new CaseMatch.Sources(
                        archive.documents(), archive.readings(), archive.caseFiles(), archive.caseFileList()),
                rule);
    }

    private Customers customers() {
        SearchIndex anyIndex = index;
        return new Customers(anyIndex, archive.documents(), archive.readings(), archive.caseFileList());
    }

    private CaseReference caseFile(List<String> customers, List<String> contracts) {
        CaseFileChange change = new CaseFileChange(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(customers),
                Optional.of(contracts));
        return archive.caseFileChanges()
                .open(new Opening(Optional.empty(), "", change), ANNA)
                .reference();
    }

    private void close(CaseReference reference) {
        CaseFileChange change = new CaseFileChange(
                Optional.of(CaseFile.State.CLOSED),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
        long sequence = archive.caseFiles().find(reference).orElseThrow().sequence();
        archive.caseFileChanges().change(reference, sequence, change, ANNA);
    }

    private static DocumentReading reading(Map<String, String> fields) {
        List<Field> all = new ArrayList<>();
        fields.forEach((name, value) -> all.add(new Field(name, value, value, 1, List.of(), 0.95)));
        return reading(all);
    }

    private static DocumentReading reading(List<Field> fields) {
        Digest digest = Digest.of(new byte[] {1});
        RenditionRef original = new RenditionRef(new ObjectKey("originals/x"), digest, 1, "application/pdf");
        DocumentReading usual = SmallArchive.reading(List.of(), original, Optional.empty());
        return new DocumentReading(
                "letter",
                0.9,
                usual.typeCandidates(),
                List.of(),
                List.of("lv"),
                fields,
                List.of(),
                original,
                Optional.empty(),
                List.of(),
                usual.provenance());
    }

    /** A letter of these fields, filed there, and indexed. */
    private Document ingest(Map<String, String> fields, @org.jspecify.annotations.Nullable CaseReference reference) {
        documents++;
        BatchId batch = new BatchId("20261122-1015%05d-00000000aa".formatted(documents));
        SmallArchive.capture(archive, batch, "mail", SmallArchive.content("letter " + documents));
        PlannedDocument planned = new PlannedDocument(Batches.documentId(batch, 1), 0, List.of(1));
        archive.batches().divide(batch, List.of(planned), SmallArchive.DIVIDER, READER);
        RenditionRef stored = archive.renditions()
                .putJson(Renditions.documentKey(planned.id(), SmallArchive.RECIPE, "reading.json"), reading(fields));
        List<Filing> filings =
                reference == null ? List.of() : List.of(Filing.of(reference, HowFiled.REFERENCE, READER));
        Document document = archive.documents().ingest(planned, batch, stored, filings, READER);
        index.put(List.of(archive.indexProjection().of(document.id()).orElseThrow()));
        return document;
    }
}
