package org.kartoteka.api.web;

import jakarta.servlet.http.HttpServletRequest;
import java.time.InstantSource;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.kartoteka.api.ApiSettings;
import org.kartoteka.api.answer.BatchAnswers;
import org.kartoteka.api.answer.CaseFileAnswers;
import org.kartoteka.api.answer.CaseHintAnswers;
import org.kartoteka.api.answer.CustomerAnswers;
import org.kartoteka.api.answer.DocumentAnswers;
import org.kartoteka.api.answer.IntakeAnswers;
import org.kartoteka.api.answer.RefusedAnswers;
import org.kartoteka.api.answer.ReviewAnswers;
import org.kartoteka.api.answer.SearchAnswers;
import org.kartoteka.api.answer.TimelineAnswers;
import org.kartoteka.api.rest.Today;
import org.kartoteka.archive.Archive;
import org.springframework.context.MessageSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.support.ResourceBundleMessageSource;
import org.springframework.web.servlet.LocaleResolver;
import org.springframework.web.servlet.i18n.CookieLocaleResolver;

/** The web pages and what they need. */
@Configuration(proxyBeanMethods = false)
@Import({PageFrame.class, PageFailures.class, FailurePage.class, LanguagePage.class})
public class Web {
    @Bean
    MessageSource messageSource() {
        ResourceBundleMessageSource messages = new ResourceBundleMessageSource();
        messages.setBasename("org.kartoteka.api.web.messages");
        messages.setDefaultEncoding("UTF-8");
        messages.setFallbackToSystemLocale(false);
        return messages;
    }

    /** The language chosen on a page, else the first of ours that the browser asks for. */
    @Bean
    LocaleResolver localeResolver() {
        CookieLocaleResolver locales = new CookieLocaleResolver("kartoteka-language") {
            @Override
            public Locale resolveLocale(HttpServletRequest request) {
                return Languages.choose(List.of(super.resolveLocale(request)));
            }
        };
        locales.setDefaultLocaleFunction(request -> Languages.choose(Collections.list(request.getLocales())));
        locales.setCookieHttpOnly(true);
        locales.setCookieSameSite("Strict");
        locales.setRejectInvalidCookies(false);
        return locales;
    }

    @Bean
    SearchPage searchPage(SearchAnswers search, IntakeAnswers intake, BatchAnswers batches, Today today) {
        return new SearchPage(search, intake, batches, today);
    }

    @Bean
    DocumentPage documentPage(DocumentViews views, ApiSettings settings) {
        return new DocumentPage(views, settings.vocabulary());
    }

    @Bean
    DocumentViews documentViews(
            DocumentAnswers documents,
            CaseFileAnswers caseFiles,
            CaseHintAnswers hints,
            SearchAnswers search,
            Archive archive) {
        DocumentHistory history = new DocumentHistory(archive.events(), archive.readings());
        return new DocumentViews(documents, new DocumentViews.Cases(caseFiles, hints), search, history);
    }

    @Bean
    CorrectionPage correctionPage(
            DocumentViews views, DocumentAnswers documents, Archive archive, ApiSettings settings) {
        return new CorrectionPage(views, documents, archive.corrections(), settings.vocabulary());
    }

    @Bean
    ReviewListPage reviewListPage(ReviewAnswers review, InstantSource clock) {
        return new ReviewListPage(review, clock);
    }

    @Bean
    ReviewItemPage reviewItemPage(
            ReviewAnswers review, DocumentViews views, Archive archive, ApiSettings settings, InstantSource clock) {
        return new ReviewItemPage(
                review,
                new ReviewViews(views, archive.caseFiles(), settings.vocabulary()),
                archive.corrections(),
                new ReviewItemPage.Surroundings(settings.vocabulary(), clock));
    }

    @Bean
    RefusedPage refusedPage(RefusedAnswers refused, IntakeAnswers intake, Archive archive, Today today) {
        return new RefusedPage(refused, intake, archive.batches(), today);
    }

    @Bean
    CaseFilePage caseFilePage(CaseFileAnswers caseFiles, TimelineAnswers timelines, Archive archive) {
        return new CaseFilePage(caseFiles, timelines, archive.caseFileChanges());
    }

    @Bean
    CaseFilesPage caseFilesPage(Archive archive, Today today) {
        return new CaseFilesPage(archive.caseFileList(), archive.caseFileChanges(), today);
    }

    @Bean
    CustomerPage customerPage(CustomerAnswers customers) {
        return new CustomerPage(customers);
    }

    @Bean
    FilingPage filingPage(DocumentViews views, DocumentAnswers documents, Archive archive, ApiSettings settings) {
        return new FilingPage(views, documents, archive.filing(), settings.vocabulary());
    }

    @Bean
    IntakePage intakePage(
            IntakeAnswers intake, BatchAnswers answers, Archive archive, Today today, ApiSettings settings) {
        return new IntakePage(intake, answers, archive.batches(), today, settings);
    }
}
