package org.kartoteka.server.wiring;

import org.kartoteka.archive.store.ObjectStore;
import org.kartoteka.archive.store.ObjectStoreException;
import org.kartoteka.ingest.worker.WorkerPool;
import org.kartoteka.ingest.worker.WorkerPoolStats;
import org.kartoteka.server.search.IndexHealth;
import org.kartoteka.server.search.OperatedIndex;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;

/** What {@code /actuator/health} asks: store, index and workers. Tells no names. */
@Configuration(proxyBeanMethods = false)
class HealthWiring {
    @Bean
    HealthIndicator storeHealth(ObjectStore store) {
        return () -> {
            try {
                store.list("archive.json", "", 1);
                return Health.up().build();
            } catch (ObjectStoreException e) {
                return Health.down()
                        .withDetail("reason", "the object store cannot be read")
                        .build();
            }
        };
    }

    @Bean
    HealthIndicator indexHealth(OperatedIndex index) {
        return () -> {
            IndexHealth health = index.health();
            Health.Builder answer = health.available() ? Health.up() : Health.down();
            if (!health.message().isEmpty()) {
                answer.withDetail("reason", health.message());
            }
            return answer.withDetail("documents", health.documents()).build();
        };
    }

    @Bean
    @Profile(Service.WORKER)
    HealthIndicator workersHealth(WorkerPool pool) {
        return () -> {
            WorkerPoolStats stats = pool.stats();
            return Health.up()
                    .withDetail("up", stats.workers())
                    .withDetail("busy", stats.busy())
                    .build();
        };
    }
}
