package org.kartoteka.server.wiring;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apache.camel.CamelContext;
import org.apache.camel.spring.boot.CamelContextConfiguration;
import org.kartoteka.archive.Archive;
import org.kartoteka.archive.identity.BatchId;
import org.kartoteka.archive.lease.NodeInstance;
import org.kartoteka.archive.lease.Nodes;
import org.kartoteka.archive.lease.WorkClaims;
import org.kartoteka.routes.Upkeep;
import org.kartoteka.routes.WorkInHand;
import org.kartoteka.routes.intake.IntakeDuties;
import org.kartoteka.routes.intake.IntakeFolders;
import org.kartoteka.server.config.BrokerAccess;
import org.kartoteka.server.config.DataFolder;
import org.kartoteka.server.config.Secrets;
import org.kartoteka.server.config.Settings;
import org.kartoteka.server.jms.Broker;
import org.kartoteka.server.jms.BrokerSettings;
import org.kartoteka.server.jms.JmsDeadLetters;
import org.kartoteka.server.jms.JmsHints;
import org.kartoteka.server.jms.JmsTransport;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.DependsOn;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Profile;

/** What makes a node one of several: its lease, the broker, and what it knows of the others. */
@Configuration(proxyBeanMethods = false)
@Profile(Service.CLUSTERED)
@Import(ClusteredAdapters.class)
class ClusteredWiring {
    /** Batches that are read on other nodes are looked at so often, at most. */
    private static final Duration LOOK_AFTER_TAKEN_EVERY = Duration.ofSeconds(2);

    /** Over the opened archive: a store that is none yet must be founded before anything else is put there. */
    @Bean
    Nodes nodes(Archive archive, Settings settings) {
        return new Nodes(
                archive.store(),
                NodeInstance.starting(settings.node().name()),
                Duration.ofSeconds(settings.node().leaseSeconds()),
                settings.node().isWorker(),
                System::nanoTime);
    }

    @Bean
    WorkClaims workClaims(Archive archive, Nodes nodes) {
        return new WorkClaims(archive.store(), nodes.self(), nodes::isAlive);
    }

    @Bean(destroyMethod = "close")
    NodeHeartbeat nodeHeartbeat(Nodes nodes, WorkClaims claims, WorkInHand inHand, Settings settings) {
        return new NodeHeartbeat(
                nodes, claims, inHand, Duration.ofSeconds(settings.node().leaseSeconds()));
    }

    @Bean
    Broker broker(Settings settings) {
        BrokerAccess access = settings.broker();
        Optional<BrokerSettings.Credentials> credentials = access.user().isBlank()
                ? Optional.empty()
                : Optional.of(new BrokerSettings.Credentials(
                        access.user(),
                        Secrets.find("broker.password-file", access.passwordFile(), "KARTOTEKA_BROKER_PASSWORD")
                                .orElse("")));
        return new Broker(new BrokerSettings(
                access.url(),
                credentials,
                access.queuePrefix(),
                Duration.ofMillis(access.reconnectMilliseconds()),
                Duration.ofMillis(access.callTimeoutMilliseconds())));
    }

    @Bean(destroyMethod = "close")
    JmsHints workHints(Broker broker, WorkInHand inHand, MeterRegistry registry) {
        JmsHints hints = new JmsHints(broker, inHand::isInHand, inHand::endOutage);
        Gauge.builder("kartoteka.broker.connected", hints, h -> h.isConnected() ? 1 : 0)
                .description("1 while the broker can be reached")
                .register(registry);
        FunctionCounter.builder("kartoteka.hints.dropped", hints, JmsHints::dropped)
                .description("hints that could not be sent; the sweep offers their work again")
                .register(registry);
        return hints;
    }

    @Bean
    JmsTransport workTransport(Broker broker, WorkInHand inHand, WorkClaims claims) {
        return new JmsTransport(broker, inHand, claims);
    }

    @Bean
    JmsDeadLetters deadLetters(Broker broker) {
        return new JmsDeadLetters(broker);
    }

    @Bean
    CamelContextConfiguration addBroker(JmsTransport transport) {
        return new CamelContextConfiguration() {
            @Override
            public void beforeApplicationStart(CamelContext context) {
                context.addComponent(JmsTransport.SCHEME, transport.component());
            }

            @Override
            public void afterApplicationStart(CamelContext context) {
                // Consumers connect by themselves.
            }
        };
    }

    /** The first beat comes before anything relies on it. */
    @Bean
    @DependsOn("nodeHeartbeat")
    Upkeep upkeep(Nodes nodes, WorkClaims claims, JmsHints hints) {
        return new Upkeep() {
            @Override
            public boolean isMine() {
                return nodes.isUpkeeper();
            }

            @Override
            public List<BatchId> abandoned() {
                return claims.abandoned();
            }

            @Override
            public boolean hintsWereLost() {
                return hints.wereLost();
            }
        };
    }

    /** A node that watches no inbox keeps what is handed in in its own data folder. */
    @Bean
    IntakeFolders intakeFolders(DataFolder folder, Settings settings) {
        return settings.node().isIntake() ? RoutesWiring.folders(folder, settings) : IntakeFolders.below(folder.root());
    }

    @Bean
    IntakeDuties intakeDuties(Settings settings, Nodes nodes) {
        boolean scans = settings.node().isIntake();
        return new IntakeDuties(
                scans,
                LOOK_AFTER_TAKEN_EVERY,
                scans ? Optional.of(new IntakeDuties.Share(settings.node().name(), nodes::isAlive)) : Optional.empty());
    }

    /** A node that answers callers stays up while the broker is away: what comes in is safe, and waits. */
    @Bean
    HealthIndicator brokerHealth(JmsHints hints, Settings settings) {
        return () -> {
            if (hints.isConnected()) {
                return Health.up().build();
            }
            Health.Builder answer = settings.node().isApi() ? Health.up() : Health.down();
            return answer.withDetail("reason", "the broker cannot be reached; new work waits until it is back")
                    .build();
        };
    }

    @Bean
    HealthIndicator nodeHealth(Nodes nodes) {
        return () -> (nodes.hasItsName() ? Health.up() : Health.down())
                .withDetail("node", nodes.self().node())
                .withDetail("upkeep", nodes.isUpkeeper())
                .withDetail("living", nodes.living())
                .build();
    }
}
