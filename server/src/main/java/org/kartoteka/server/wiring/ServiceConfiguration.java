package org.kartoteka.server.wiring;

import java.time.InstantSource;
import java.time.ZoneId;
import org.kartoteka.api.ApiSettings;
import org.kartoteka.api.ArchiveApi;
import org.kartoteka.api.access.ApiToken;
import org.kartoteka.api.access.HostNames;
import org.kartoteka.api.rest.ReindexJob;
import org.kartoteka.server.config.DataFolder;
import org.kartoteka.server.config.Secrets;
import org.kartoteka.server.config.Settings;
import org.kartoteka.server.lucene.LuceneSearchIndex;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** The standalone profile: a folder of objects, Lucene in process, hints in process, one node. */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import({ArchiveWiring.class, ReadingWiring.class, RoutesWiring.class, ArchiveApi.class, HealthWiring.class})
class ServiceConfiguration {
    @Bean
    InstantSource clock() {
        return InstantSource.system();
    }

    @Bean
    ZoneId zone() {
        return ZoneId.systemDefault();
    }

    @Bean
    HostNames hostNames() {
        return HostNames.loopback();
    }

    @Bean
    ApiToken apiToken(DataFolder folder) {
        return new ApiToken(
                Secrets.readOrCreate(folder.tokenFile(), () -> ApiToken.next().value()));
    }

    /** An index that is new, damaged or of another version is built from the archive without being asked. */
    @Bean
    ApplicationListener<ApplicationReadyEvent> rebuildIndexWhereNeeded(LuceneSearchIndex index, ReindexJob reindex) {
        return _ -> {
            if (index.health().rebuildNeeded()) {
                reindex.begin();
            }
        };
    }

    @Bean
    ApiSettings apiSettings(DataFolder folder, Settings settings, ZoneId zone) {
        return new ApiSettings(zone, (long) settings.web().uploadMebibytesMax() << 20, folder.upload(), Version.text());
    }
}
