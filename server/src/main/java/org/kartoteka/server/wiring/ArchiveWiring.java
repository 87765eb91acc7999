package org.kartoteka.server.wiring;

import java.time.InstantSource;
import java.time.ZoneId;
import org.kartoteka.archive.Archive;
import org.kartoteka.archive.casefile.CaseFileSettings;
import org.kartoteka.archive.casefile.ReferencePattern;
import org.kartoteka.archive.customer.CaseMatch;
import org.kartoteka.archive.search.ReindexJob;
import org.kartoteka.archive.search.SearchIndex;
import org.kartoteka.archive.store.ObjectStore;
import org.kartoteka.archive.work.WorkHints;
import org.kartoteka.routes.Upkeep;
import org.kartoteka.routes.WorkInHand;
import org.kartoteka.server.config.Settings;
import org.kartoteka.server.search.OperatedIndex;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;

/** The archive over whatever fills its ports. */
@Configuration(proxyBeanMethods = false)
class ArchiveWiring {
    @Bean
    WorkInHand workInHand(InstantSource clock) {
        return new WorkInHand(clock);
    }

    @Bean
    Archive archive(ObjectStore store, WorkHints hints, InstantSource clock, ZoneId zone, Settings settings) {
        ReferencePattern references = new ReferencePattern(settings.caseFiles().referencePattern());
        return Archive.open(store, hints, clock, new CaseFileSettings(references, zone));
    }

    @Bean
    CaseMatch caseMatch(Archive archive, SearchIndex index, Settings settings) {
        CaseMatch.Sources sources = new CaseMatch.Sources(
                archive.documents(), archive.readings(), archive.caseFiles(), archive.caseFileList());
        return new CaseMatch(index, sources, settings.caseFiles().rule());
    }

    @Bean
    ReindexJob reindexJob(Archive archive, SearchIndex index, InstantSource clock) {
        return new ReindexJob(archive.reindex(), index, clock);
    }

    /** The index is built anew by itself where it must be. */
    @Bean(destroyMethod = "close")
    @Profile(Service.WORKER)
    IndexKeeper indexKeeper(ReindexJob reindex, OperatedIndex index, Upkeep upkeep, WorkInHand inHand) {
        return new IndexKeeper(reindex, index, upkeep, inHand);
    }
}
