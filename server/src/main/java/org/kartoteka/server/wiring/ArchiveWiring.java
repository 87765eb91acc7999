package org.kartoteka.server.wiring;

import java.time.InstantSource;
import org.kartoteka.archive.Archive;
import org.kartoteka.archive.store.ObjectStore;
import org.kartoteka.archive.work.WorkHints;
import org.kartoteka.routes.WorkInHand;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The archive over whatever fills its ports. */
@Configuration(proxyBeanMethods = false)
class ArchiveWiring {
    @Bean
    WorkInHand workInHand(InstantSource clock) {
        return new WorkInHand(clock);
    }

    @Bean
    Archive archive(ObjectStore store, WorkHints hints, InstantSource clock) {
        return Archive.open(store, hints, clock);
    }
}
