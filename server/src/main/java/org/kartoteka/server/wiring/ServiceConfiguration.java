package org.kartoteka.server.wiring;

import java.time.InstantSource;
import java.time.ZoneId;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/**
 * One node. Which adapters fill the ports is the profile's matter, {@link StandaloneWiring} or {@link ClusteredWiring}; which
 * doors and routes there are is the roles'. What stands above the ports is the same in both.
 */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import({
    StandaloneWiring.class,
    ClusteredWiring.class,
    ArchiveWiring.class,
    ReadingWiring.class,
    RoutesWiring.class,
    DoorsWiring.class,
    HealthWiring.class
})
class ServiceConfiguration {
    @Bean
    InstantSource clock() {
        return InstantSource.system();
    }

    @Bean
    ZoneId zone() {
        return ZoneId.systemDefault();
    }
}
