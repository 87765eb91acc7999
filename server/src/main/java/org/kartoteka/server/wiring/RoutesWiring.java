package org.kartoteka.server.wiring;

import io.micrometer.core.instrument.MeterRegistry;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.spring.boot.CamelContextConfiguration;
import org.kartoteka.archive.Archive;
import org.kartoteka.archive.batch.Intake;
import org.kartoteka.archive.customer.CaseMatch;
import org.kartoteka.archive.reason.ReasonSentences;
import org.kartoteka.archive.search.SearchIndex;
import org.kartoteka.ingest.ScanReader;
import org.kartoteka.ingest.classify.DocumentTypes;
import org.kartoteka.ingest.register.RegisteredReader;
import org.kartoteka.ingest.split.Collator;
import org.kartoteka.ingest.split.Divider;
import org.kartoteka.ingest.worker.WorkerSettings;
import org.kartoteka.routes.KartotekaRoutes;
import org.kartoteka.routes.RouteMeters;
import org.kartoteka.routes.Upkeep;
import org.kartoteka.routes.WorkInHand;
import org.kartoteka.routes.WorkTransport;
import org.kartoteka.routes.intake.IntakeDuties;
import org.kartoteka.routes.intake.IntakeFolders;
import org.kartoteka.routes.intake.IntakeSettings;
import org.kartoteka.routes.intake.PassNames;
import org.kartoteka.routes.learning.LearnedReader;
import org.kartoteka.routes.reading.PassPolicy;
import org.kartoteka.routes.reading.ReadingPolicy;
import org.kartoteka.server.config.DataFolder;
import org.kartoteka.server.config.InvalidSettings;
import org.kartoteka.server.config.Settings;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;

/** The Camel routes over archive and reader. */
@Configuration(proxyBeanMethods = false)
class RoutesWiring {
    /** The folders of a node that watches an inbox. */
    static IntakeFolders folders(DataFolder folder, Settings settings) {
        String own = settings.intake().folder();
        return IntakeFolders.below(own.isBlank() ? folder.root() : Path.of(own));
    }

    @Bean
    RouteMeters routeMeters(MeterRegistry registry, InstantSource clock) {
        return new RouteMeters(registry, clock);
    }

    @Bean
    KartotekaRoutes kartotekaRoutes(
            Archive archive,
            SearchIndex index,
            ObjectProvider<KartotekaRoutes.IntakeParts> intake,
            ObjectProvider<KartotekaRoutes.ReadingParts> reading,
            KartotekaRoutes.Shared shared) {
        return new KartotekaRoutes(
                new KartotekaRoutes.Archive(
                        archive.store(),
                        archive.batches(),
                        archive.stacks(),
                        archive.documents(),
                        archive.corrections(),
                        archive.readings(),
                        archive.typeModels(),
                        archive.renditions(),
                        archive.workList(),
                        archive.intakeLedger(),
                        archive.indexProjection(),
                        index),
                Optional.ofNullable(intake.getIfAvailable()),
                Optional.ofNullable(reading.getIfAvailable()),
                shared);
    }

    @Bean
    @Profile({Service.API, Service.INTAKE})
    KartotekaRoutes.IntakeParts intakeParts(
            IntakeFolders folders, IntakeDuties duties, Settings settings, Service.ProgramRoot program, ZoneId zone) {
        Settings.Intake intake = settings.intake();
        IntakeSettings.Waits usual = IntakeSettings.Waits.DEFAULT;
        Duration stable = Duration.ofMillis(intake.stableMilliseconds());
        IntakeSettings.Waits waits = new IntakeSettings.Waits(
                stable,
                stable.multipliedBy(5),
                Duration.ofSeconds(intake.emptySeconds()),
                Duration.ofSeconds(intake.incompleteSeconds()),
                usual.unreadable(),
                usual.sidecarAlone(),
                usual.temporaryShown());
        DocumentTypes types = DocumentTypes.load(program.path().resolve("ocr-models"));
        IntakeSettings intakeSettings = new IntakeSettings(
                Duration.ofMillis(intake.scanMilliseconds()),
                waits,
                Duration.ofDays(intake.keepDoneDays()),
                new IntakeSettings.Limits(
                        IntakeSettings.Limits.DEFAULT.folderDepth(),
                        IntakeSettings.Limits.DEFAULT.entries(),
                        (long) settings.web().uploadMebibytesMax() << 20),
                new IntakeSettings.Words(Set.copyOf(Settings.LANGUAGES), Set.copyOf(types.codes())),
                zone,
                new PassNames(Set.copyOf(intake.oddWords()), Set.copyOf(intake.evenWords())));
        ReasonSentences sentences = new ReasonSentences();
        Locale clerk = Locale.forLanguageTag(intake.clerkLanguage());
        return new KartotekaRoutes.IntakeParts(
                folders, intakeSettings, reason -> sentences.sentence(reason, clerk), duties);
    }

    @Bean
    @Profile(Service.WORKER)
    KartotekaRoutes.ReadingParts readingParts(
            ScanReader reader,
            Settings settings,
            WorkerSettings workers,
            DataFolder folder,
            Archive archive,
            CaseMatch match,
            Service.ProgramRoot program) {
        ReadingPolicy usual = ReadingPolicy.forWorkers(workers.count());
        ReadingPolicy policy = new ReadingPolicy(
                // Of several nodes none should take much more than keeps its workers busy; but enough that a few books
                // leave
                // room for letters.
                settings.isClustered() ? 8 * workers.count() : usual.batchesAtOnce(),
                usual.pagesAtOnce(),
                usual.callsAtOnce(),
                usual.retries(),
                usual.firstRetryAfter(),
                usual.attemptsMax(),
                usual.brokenOffMax(),
                new ReadingPolicy.Review(
                        settings.reading().reviewBelowPercent() / 100.0,
                        usual.review().confidence()));
        ScanReader learned =
                new LearnedReader(reader, archive.typeModels(), folder.work().resolve("models"), System::nanoTime);
        return new KartotekaRoutes.ReadingParts(
                withRegister(learned, folder, settings.reading().customerRegister()),
                new Divider.Settings(settings.reading().blankPageSeparates()),
                new PassPolicy(
                        Duration.ofMinutes(settings.intake().otherSideMinutes()),
                        Collator.Backs.of(settings.intake().backs()).orElseThrow()),
                folder.work().resolve("reading"),
                policy,
                match::filing,
                Learning.parts(settings.learning(), program.path().resolve("ocr-models")));
    }

    private static ScanReader withRegister(ScanReader reader, DataFolder folder, String register) {
        try {
            return register.isEmpty()
                    ? reader
                    : new RegisteredReader(reader, folder.root().resolve(register));
        } catch (IllegalArgumentException | UncheckedIOException e) {
            throw new InvalidSettings("reading.customer-register: " + e.getMessage(), e);
        }
    }

    @Bean
    KartotekaRoutes.Shared sharedParts(
            WorkInHand inHand, WorkTransport transport, Upkeep upkeep, RouteMeters meters, InstantSource clock) {
        return new KartotekaRoutes.Shared(inHand, transport, upkeep, meters, clock);
    }

    @Bean
    @Profile({Service.API, Service.INTAKE})
    Intake intake(KartotekaRoutes routes) {
        return routes.intake().orElseThrow();
    }

    @Bean
    CamelContextConfiguration addRoutes(KartotekaRoutes routes) {
        return new CamelContextConfiguration() {
            @Override
            public void beforeApplicationStart(CamelContext context) {
                try {
                    for (RouteBuilder builder : routes.builders()) {
                        context.addRoutes(builder);
                    }
                } catch (Exception e) {
                    throw new IllegalStateException("the routes cannot be set up", e);
                }
            }

            @Override
            public void afterApplicationStart(CamelContext context) {
                // Hints come when the routes are there.
            }
        };
    }
}
