package org.kartoteka.api;

import java.time.Duration;
import java.time.InstantSource;
import org.kartoteka.api.access.Access;
import org.kartoteka.api.answer.BatchAnswers;
import org.kartoteka.api.answer.CaseFileAnswers;
import org.kartoteka.api.answer.CaseHintAnswers;
import org.kartoteka.api.answer.CustomerAnswers;
import org.kartoteka.api.answer.DayOfBatches;
import org.kartoteka.api.answer.DocumentAnswers;
import org.kartoteka.api.answer.IntakeAnswers;
import org.kartoteka.api.answer.NearDuplicateAnswers;
import org.kartoteka.api.answer.RefusedAnswers;
import org.kartoteka.api.answer.ReviewAnswers;
import org.kartoteka.api.answer.SearchAnswers;
import org.kartoteka.api.answer.StatusAnswers;
import org.kartoteka.api.answer.TimelineAnswers;
import org.kartoteka.api.answer.WaitingSides;
import org.kartoteka.api.rest.Rest;
import org.kartoteka.api.rest.Today;
import org.kartoteka.api.web.Web;
import org.kartoteka.archive.Archive;
import org.kartoteka.archive.batch.Intake;
import org.kartoteka.archive.customer.CaseMatch;
import org.kartoteka.archive.customer.Customers;
import org.kartoteka.archive.review.ReviewClaims;
import org.kartoteka.archive.review.ReviewQueue;
import org.kartoteka.archive.search.NearDuplicates;
import org.kartoteka.archive.search.ReindexJob;
import org.kartoteka.archive.search.SearchIndex;
import org.kartoteka.archive.stack.ParkedPasses;
import org.kartoteka.archive.work.DeadLetters;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/**
 * All doors over HTTP, behind one policy. An application imports this class and provides {@link Archive},
 * {@link SearchIndex}, {@link ReindexJob}, {@link Intake}, {@link DeadLetters}, {@link java.time.InstantSource}, {@link ApiSettings},
 * {@link org.kartoteka.api.access.ApiToken} and {@link org.kartoteka.api.access.HostNames} as beans; it decides on which
 * address it listens.
 */
@Configuration(proxyBeanMethods = false)
@Import({Access.class, Rest.class, Web.class})
public class ArchiveApi {
    /** A page that shows a document renews its claim every few minutes. */
    private static final Duration REVIEW_CLAIM_LASTING = Duration.ofMinutes(10);

    @Bean
    BatchAnswers batchAnswers(Archive archive) {
        return new BatchAnswers(archive.batches());
    }

    @Bean
    DocumentAnswers documentAnswers(Archive archive, SearchIndex index) {
        NearDuplicates nearDuplicates = new NearDuplicates(index, archive.documents(), archive.renditions());
        return new DocumentAnswers(
                archive.documents(),
                archive.batches(),
                archive.renditions(),
                archive.readings(),
                new NearDuplicateAnswers(nearDuplicates, archive.batches()));
    }

    @Bean
    CaseFileAnswers caseFileAnswers(Archive archive, DocumentAnswers documents, Today today) {
        return new CaseFileAnswers(archive.caseFiles(), archive.caseFileTexts(), documents, today::day);
    }

    @Bean
    TimelineAnswers timelineAnswers(Archive archive, DocumentAnswers documents) {
        return new TimelineAnswers(archive.caseFiles(), archive.caseTimeline(), documents);
    }

    @Bean
    CustomerAnswers customerAnswers(Archive archive, SearchIndex index, Today today) {
        Customers customers = new Customers(index, archive.documents(), archive.readings(), archive.caseFileList());
        return new CustomerAnswers(customers, archive.batches(), today::day);
    }

    @Bean
    CaseHintAnswers caseHintAnswers(Archive archive, SearchIndex index) {
        return new CaseHintAnswers(
                new CaseMatch(index, caseMatchSources(archive), CaseMatch.Rule.NONE), archive.caseFileList());
    }

    @Bean
    SearchAnswers searchAnswers(SearchIndex index) {
        return new SearchAnswers(index);
    }

    @Bean
    ReviewAnswers reviewAnswers(Archive archive, SearchIndex index, InstantSource clock) {
        ReviewClaims claims = new ReviewClaims(archive.store(), clock, REVIEW_CLAIM_LASTING);
        return new ReviewAnswers(new ReviewQueue(index, archive, claims), claims, clock);
    }

    @Bean
    RefusedAnswers refusedAnswers(Archive archive, BatchAnswers batches) {
        return new RefusedAnswers(archive.intakeLedger(), batches);
    }

    @Bean
    IntakeAnswers intakeAnswers(Intake intake, BatchAnswers batches, Archive archive) {
        WaitingSides sides = new WaitingSides(new ParkedPasses(archive.store()), archive.stacks(), archive.batches());
        return new IntakeAnswers(intake, batches, new DayOfBatches(archive.batches()), sides);
    }

    @Bean
    StatusAnswers.Work statusWork(Archive archive, DeadLetters deadLetters) {
        return new StatusAnswers.Work(archive.workList(), new ParkedPasses(archive.store()), deadLetters);
    }

    @Bean
    StatusAnswers statusAnswers(
            StatusAnswers.Work work,
            SearchIndex index,
            ReindexJob reindex,
            Intake intake,
            IntakeAnswers intakeAnswers) {
        return new StatusAnswers(work, new StatusAnswers.Search(index, reindex), intake, intakeAnswers);
    }

    private static CaseMatch.Sources caseMatchSources(Archive archive) {
        return new CaseMatch.Sources(
                archive.documents(), archive.readings(), archive.caseFiles(), archive.caseFileList());
    }
}
