package org.kartoteka.api.rest;

import io.swagger.v3.oas.models.OpenAPI;
import jakarta.servlet.MultipartConfigElement;
import java.time.InstantSource;
import org.kartoteka.api.ApiSettings;
import org.kartoteka.api.access.SignInLinks;
import org.kartoteka.api.answer.BatchAnswers;
import org.kartoteka.api.answer.CaseFileAnswers;
import org.kartoteka.api.answer.CaseHintAnswers;
import org.kartoteka.api.answer.CustomerAnswers;
import org.kartoteka.api.answer.DocumentAnswers;
import org.kartoteka.api.answer.IntakeAnswers;
import org.kartoteka.api.answer.RefusedAnswers;
import org.kartoteka.api.answer.ReviewAnswers;
import org.kartoteka.api.answer.SearchAnswers;
import org.kartoteka.api.answer.StatusAnswers;
import org.kartoteka.api.answer.TimelineAnswers;
import org.kartoteka.archive.Archive;
import org.kartoteka.archive.batch.Intake;
import org.kartoteka.archive.search.ReindexJob;
import org.kartoteka.archive.work.DeadLetters;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.PropertySource;
import org.springframework.web.multipart.MultipartResolver;
import org.springframework.web.multipart.support.StandardServletMultipartResolver;

/** The REST controllers and what they need. */
@Configuration(proxyBeanMethods = false)
@PropertySource("classpath:org/kartoteka/api/rest/openapi.properties")
@Import({Problems.class, CaseFileProblems.class})
public class Rest {
    private static final long FORM_FIELDS_BYTES_MAX = 1024 * 1024;

    @Bean
    BatchApi batchApi(Archive archive, BatchAnswers batches, Today today) {
        return new BatchApi(archive, batches, new Downloads(archive.store()), today);
    }

    @Bean
    UploadApi uploadApi(Intake intake, BatchAnswers batches, ApiSettings settings) {
        return new UploadApi(intake, batches, settings);
    }

    @Bean
    SearchApi searchApi(SearchAnswers search) {
        return new SearchApi(search);
    }

    @Bean
    DocumentApi documentApi(DocumentAnswers documents, SearchAnswers search, Archive archive) {
        return new DocumentApi(documents, search, archive.events(), new Downloads(archive.store()));
    }

    @Bean
    CorrectionApi correctionApi(DocumentAnswers documents, Archive archive, ApiSettings settings) {
        return new CorrectionApi(documents, archive.corrections(), settings.vocabulary());
    }

    @Bean
    ReviewApi reviewApi(ReviewAnswers review, DocumentAnswers documents) {
        return new ReviewApi(review, documents);
    }

    @Bean
    RefusedApi refusedApi(RefusedAnswers refused, Today today) {
        return new RefusedApi(refused, today);
    }

    @Bean
    CaseFileApi caseFileApi(Archive archive, CaseFileAnswers answers, TimelineAnswers timelines, Today today) {
        return new CaseFileApi(answers, archive.caseFileList(), timelines, archive.events(), today);
    }

    @Bean
    CaseFileChangeApi caseFileChangeApi(Archive archive, CaseFileAnswers answers) {
        return new CaseFileChangeApi(archive.caseFileChanges(), answers);
    }

    @Bean
    CustomerApi customerApi(CustomerAnswers customers, CaseHintAnswers hints, DocumentAnswers documents) {
        return new CustomerApi(customers, hints, documents);
    }

    @Bean
    FilingApi filingApi(DocumentAnswers documents, Archive archive) {
        return new FilingApi(documents, archive.filing());
    }

    @Bean
    IntakeApi intakeApi(IntakeAnswers intake, Today today) {
        return new IntakeApi(intake, today);
    }

    @Bean
    OperationsApi operationsApi(
            StatusAnswers status, ReindexJob reindex, SignInLinks links, ApiSettings settings, Today today) {
        return new OperationsApi(status, reindex, links, settings, today);
    }

    @Bean
    TypeModelApi typeModelApi(Archive archive) {
        return new TypeModelApi(archive.typeModels());
    }

    @Bean
    DeadLetterApi deadLetterApi(DeadLetters deadLetters) {
        return new DeadLetterApi(deadLetters);
    }

    @Bean
    Today today(InstantSource clock, ApiSettings settings) {
        return new Today(clock, settings.zone());
    }

    @Bean
    OpenAPI openApi(ApiSettings settings) {
        return OpenApiText.of(settings);
    }

    /** Every part goes to a file at once, so that no upload is held in memory. */
    @Bean
    MultipartConfigElement multipartConfig(ApiSettings settings) {
        long max = settings.uploadSizeBytesMax();
        return new MultipartConfigElement(
                settings.uploadFolder().toAbsolutePath().toString(), max, max + FORM_FIELDS_BYTES_MAX, 0);
    }

    /** Looks at the parts only when a controller asks for them: then a file too large is a problem like any other. */
    @Bean
    MultipartResolver multipartResolver() {
        StandardServletMultipartResolver resolver = new StandardServletMultipartResolver();
        resolver.setResolveLazily(true);
        return resolver;
    }
}
