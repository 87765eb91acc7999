package org.kartoteka.server.jms;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.activemq.artemis.api.core.QueueConfiguration;
import org.apache.activemq.artemis.api.core.RoutingType;
import org.apache.activemq.artemis.core.config.FileDeploymentManager;
import org.apache.activemq.artemis.core.config.impl.FileConfiguration;
import org.apache.activemq.artemis.core.settings.impl.AddressSettings;
import org.junit.jupiter.api.Test;
import org.kartoteka.archive.work.WorkList.Kind;
import org.kartoteka.server.config.SettingsFile;

/** The broker's configuration that operators are given, as the broker itself reads it. */
class BrokerFileTest {
    private final Broker broker = new Broker(new BrokerSettings(
            "tcp://nowhere:1",
            Optional.empty(),
            SettingsFile.defaults().get("broker.queue-prefix"),
            Duration.ofSeconds(1),
            Duration.ofSeconds(1)));

    @Test
    void hasTheQueuesThatTheProgramUses() throws Exception {
        Stream<QueueConfiguration> queues =
                read().getAddressConfigurations().stream().flatMap(address -> address.getQueueConfigs().stream());

        assertThat(queues.filter(queue -> queue.getRoutingType() == RoutingType.ANYCAST && queue.isDurable())
                        .map(queue -> queue.getName().toString()))
                .containsExactlyInAnyOrder(broker.queue(Kind.READ), broker.queue(Kind.INDEX), broker.deadQueue());
    }

    @Test
    void setsAsideWhatIsGivenBackAgainAndAgain() throws Exception {
        FileConfiguration file = read();

        assertThat(Arrays.stream(Kind.values()).map(broker::queue)).allSatisfy(queue -> {
            AddressSettings settings = file.getAddressSettings().get(pattern(file, queue));
            assertThat(settings.getDeadLetterAddress().toString()).isEqualTo(broker.deadQueue());
            assertThat(settings.getMaxDeliveryAttempts()).isBetween(2, 100);
        });
    }

    private static String pattern(FileConfiguration file, String queue) {
        return file.getAddressSettings().keySet().stream()
                .filter(pattern -> queue.startsWith(pattern.replace("#", "")))
                .findFirst()
                .orElseThrow();
    }

    private static FileConfiguration read() throws Exception {
        FileConfiguration file = new FileConfiguration();
        FileDeploymentManager reader = new FileDeploymentManager(
                Path.of(System.getProperty("kartoteka.root"), "docs/operations/cluster/broker.xml")
                        .toUri()
                        .toString());
        reader.addDeployable(file);
        reader.readConfiguration();
        return file;
    }
}
