package org.kartoteka.server.wiring;

import java.io.IOException;
import java.time.Duration;
import org.apache.camel.CamelContext;
import org.apache.camel.spring.boot.CamelContextConfiguration;
import org.kartoteka.archive.store.ObjectStore;
import org.kartoteka.archive.work.DeadLetters;
import org.kartoteka.routes.InProcessHints;
import org.kartoteka.routes.Upkeep;
import org.kartoteka.routes.WorkInHand;
import org.kartoteka.routes.intake.IntakeDuties;
import org.kartoteka.routes.intake.IntakeFolders;
import org.kartoteka.server.config.DataFolder;
import org.kartoteka.server.config.Settings;
import org.kartoteka.server.filesystem.FilesystemObjectStore;
import org.kartoteka.server.lucene.LuceneSearchIndex;
import org.kartoteka.server.search.OperatedIndex;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;

/** What fills the ports of an archive on one machine: a folder of objects, Lucene in process, hints in process. */
@Configuration(proxyBeanMethods = false)
@Profile(Service.STANDALONE)
class StandaloneWiring {
    @Bean(destroyMethod = "close")
    ObjectStore objectStore(DataFolder folder) throws IOException {
        return FilesystemObjectStore.open(folder.archive());
    }

    @Bean(destroyMethod = "close")
    OperatedIndex searchIndex(DataFolder folder, Settings settings) {
        return LuceneSearchIndex.open(
                folder.index(), Duration.ofMillis(settings.search().queryTimeoutMilliseconds()));
    }

    @Bean
    InProcessHints workHints(WorkInHand inHand) {
        return new InProcessHints(inHand);
    }

    @Bean
    CamelContextConfiguration attachHints(InProcessHints hints) {
        return new CamelContextConfiguration() {
            @Override
            public void beforeApplicationStart(CamelContext context) {
                // The routes come first.
            }

            @Override
            public void afterApplicationStart(CamelContext context) {
                hints.attach(context);
            }
        };
    }

    @Bean
    DeadLetters deadLetters() {
        return DeadLetters.none();
    }

    @Bean
    Upkeep upkeep() {
        return Upkeep.alone();
    }

    @Bean
    IntakeFolders intakeFolders(DataFolder folder, Settings settings) {
        return RoutesWiring.folders(folder, settings);
    }

    @Bean
    IntakeDuties intakeDuties() {
        return IntakeDuties.ALONE;
    }
}
