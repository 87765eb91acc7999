package org.kartoteka.server.wiring;

import org.kartoteka.archive.store.ObjectStore;
import org.kartoteka.server.config.Settings;
import org.kartoteka.server.search.OperatedIndex;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Store and search of a clustered archive, as the settings have them. */
@Configuration(proxyBeanMethods = false)
class ClusteredAdapters {
    @Bean(destroyMethod = "close")
    ObjectStore objectStore(Settings settings) {
        return BucketSettings.open(settings.s3());
    }

    @Bean(destroyMethod = "close")
    OperatedIndex searchIndex(Settings settings) {
        return SearchClusterSettings.open(settings);
    }
}
