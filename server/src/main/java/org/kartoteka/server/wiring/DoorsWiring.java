package org.kartoteka.server.wiring;

import java.nio.file.Path;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.kartoteka.api.ApiSettings;
import org.kartoteka.api.ArchiveApi;
import org.kartoteka.api.access.Access;
import org.kartoteka.api.access.ApiToken;
import org.kartoteka.api.access.HostNames;
import org.kartoteka.ingest.classify.DocumentTypes;
import org.kartoteka.ingest.field.FieldExtractor;
import org.kartoteka.server.config.DataFolder;
import org.kartoteka.server.config.Secrets;
import org.kartoteka.server.config.Settings;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Profile;

/** What answers over HTTP: on API nodes all doors, on others health and metrics, behind the same policy. */
@Configuration(proxyBeanMethods = false)
@Import({DoorsWiring.All.class, DoorsWiring.HealthAlone.class})
class DoorsWiring {
    /** REST and pages. */
    @Configuration(proxyBeanMethods = false)
    @Profile(Service.API)
    @Import(ArchiveApi.class)
    static class All {
        @Bean
        ApiSettings apiSettings(DataFolder folder, Settings settings, ZoneId zone, Service.ProgramRoot program) {
            Path models = program.path().resolve("ocr-models");
            return new ApiSettings(
                    zone,
                    (long) settings.web().uploadMebibytesMax() << 20,
                    folder.upload(),
                    Version.text(),
                    new ApiSettings.Vocabulary(
                            named(DocumentTypes.load(models).types()),
                            Settings.LANGUAGES,
                            named(FieldExtractor.names(models))));
        }

        private static List<ApiSettings.Named> named(Map<String, Map<String, String>> words) {
            return words.entrySet().stream()
                    .map(entry -> new ApiSettings.Named(entry.getKey(), entry.getValue()))
                    .toList();
        }
    }

    /** The policy, and nothing behind it but what Spring Boot itself answers. */
    @Configuration(proxyBeanMethods = false)
    @Profile("!" + Service.API)
    @Import(Access.class)
    static class HealthAlone {}

    @Bean
    HostNames hostNames(Settings settings) {
        Set<String> names = new HashSet<>(HostNames.loopback().names());
        names.add(settings.web().address());
        names.addAll(settings.web().hostNames());
        return new HostNames(names);
    }

    @Bean
    ApiToken apiToken(DataFolder folder) {
        return new ApiToken(
                Secrets.readOrCreate(folder.tokenFile(), () -> ApiToken.next().value()));
    }
}
