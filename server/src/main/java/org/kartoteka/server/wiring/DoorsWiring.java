package org.kartoteka.server.wiring;

import java.time.ZoneId;
import java.util.HashSet;
import java.util.Set;
import org.kartoteka.api.ApiSettings;
import org.kartoteka.api.ArchiveApi;
import org.kartoteka.api.access.Access;
import org.kartoteka.api.access.ApiToken;
import org.kartoteka.api.access.HostNames;
import org.kartoteka.ingest.classify.DocumentTypes;
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
            DocumentTypes types = DocumentTypes.load(program.path().resolve("ocr-models"));
            return new ApiSettings(
                    zone,
                    (long) settings.web().uploadMebibytesMax() << 20,
                    folder.upload(),
                    Version.text(),
                    new ApiSettings.Vocabulary(types.codes(), Settings.LANGUAGES));
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
