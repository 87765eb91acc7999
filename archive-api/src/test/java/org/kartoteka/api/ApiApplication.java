package org.kartoteka.api;

import java.nio.file.Path;
import java.time.Clock;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.kartoteka.api.access.ApiToken;
import org.kartoteka.api.access.HostNames;
import org.kartoteka.archive.Archive;
import org.kartoteka.archive.batch.Intake;
import org.kartoteka.archive.search.ReindexJob;
import org.kartoteka.archive.search.SearchIndex;
import org.kartoteka.archive.work.DeadLetters;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** The doors over a fixture archive, as an application wires them. */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import(ArchiveApi.class)
class ApiApplication {
    static final String TOKEN = "fixture-token-fixture-token-fixture-token";
    static final int UPLOAD_SIZE_BYTES_MAX = 100_000;

    @Bean
    InstantSource clock() {
        return Clock.systemUTC();
    }

    @Bean
    FixtureArchive fixture(InstantSource clock) {
        return new FixtureArchive(clock);
    }

    @Bean
    Archive archive(FixtureArchive fixture) {
        return fixture.archive;
    }

    @Bean
    SearchIndex searchIndex(FixtureArchive fixture) {
        return fixture.index;
    }

    @Bean
    ReindexJob reindexJob(Archive archive, SearchIndex index, InstantSource clock) {
        return new ReindexJob(archive.reindex(), index, clock);
    }

    @Bean
    Intake intake(Archive archive, InstantSource clock) {
        return new FixtureIntake(archive, clock, UPLOAD_SIZE_BYTES_MAX);
    }

    @Bean
    DeadLetters deadLetters() {
        return new FixtureDeadLetters();
    }

    @Bean
    ApiToken apiToken() {
        return new ApiToken(TOKEN);
    }

    @Bean
    HostNames hostNames() {
        return HostNames.loopback();
    }

    @Bean
    ApiSettings apiSettings() {
        return new ApiSettings(
                ZoneId.of("Europe/Riga"),
                UPLOAD_SIZE_BYTES_MAX,
                Path.of(System.getProperty("java.io.tmpdir")),
                "0.1.0-test",
                new ApiSettings.Vocabulary(
                        named(
                                "application",
                                "contract",
                                "letter",
                                "complaint",
                                "termination",
                                "invoice",
                                "power-of-attorney",
                                "other"),
                        List.of("lv", "lt", "cs", "ru", "kk", "en"),
                        Stream.concat(
                                        named(
                                                "caseReference",
                                                "customerName",
                                                "customerNumber",
                                                "personalCode",
                                                "contractNumber",
                                                "phone",
                                                "date",
                                                "amount",
                                                "currency")
                                                .stream(),
                                        Stream.of(new ApiSettings.Named(
                                                "modem", Map.of("en", "Modem no.", "lv", "Modema nr."))))
                                .toList()));
    }

    private static List<ApiSettings.Named> named(String... codes) {
        return Stream.of(codes)
                .map(code -> new ApiSettings.Named(code, Map.of()))
                .toList();
    }
}
