package org.kartoteka.server.wiring;

import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import org.kartoteka.archive.Archive;
import org.kartoteka.archive.store.ObjectStore;
import org.kartoteka.archive.work.WorkHints;
import org.kartoteka.routes.InProcessHints;
import org.kartoteka.routes.WorkInHand;
import org.kartoteka.server.config.DataFolder;
import org.kartoteka.server.config.Settings;
import org.kartoteka.server.filesystem.FilesystemObjectStore;
import org.kartoteka.server.lucene.LuceneSearchIndex;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The archive on a folder, and its index. */
@Configuration(proxyBeanMethods = false)
class ArchiveWiring {
    @Bean(destroyMethod = "close")
    FilesystemObjectStore objectStore(DataFolder folder) throws IOException {
        return FilesystemObjectStore.open(folder.archive());
    }

    @Bean
    WorkInHand workInHand(InstantSource clock) {
        return new WorkInHand(clock);
    }

    @Bean
    InProcessHints workHints(WorkInHand inHand) {
        return new InProcessHints(inHand);
    }

    @Bean
    Archive archive(ObjectStore store, WorkHints hints, InstantSource clock) {
        return Archive.open(store, hints, clock);
    }

    @Bean(destroyMethod = "close")
    LuceneSearchIndex searchIndex(DataFolder folder, Settings settings) {
        return LuceneSearchIndex.open(
                folder.index(), Duration.ofMillis(settings.search().queryTimeoutMilliseconds()));
    }
}
