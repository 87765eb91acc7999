package org.kartoteka.server.jms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.jms.JMSSecurityException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.kartoteka.archive.work.DeadLetters.DeadLetter;
import org.kartoteka.archive.work.WorkHints;
import org.kartoteka.archive.work.WorkHintsContract;
import org.kartoteka.archive.work.WorkList.Kind;
import org.kartoteka.server.config.SettingsFile;
import org.kartoteka.server.servers.ContainerImage;
import org.kartoteka.server.servers.NeedsImage;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.utility.MountableFile;

/**
 * The contract on Artemis as its image runs it, with the configuration that operators are given: its queues, its security. A
 * broker of its own for each test, since the queues are those of the file.
 */
@NeedsImage(ContainerImage.ARTEMIS)
class BrokerContainerTest extends WorkHintsContract {
    private static final int PORT = 61616;
    private static final String USER = "kartoteka";
    private static final String PASSWORD = "never-to-be-told";

    private final JmsNodes jms = new JmsNodes(() -> settings(PASSWORD));
    private GenericContainer<?> container;

    @BeforeAll
    static void sayWhatItIs() {
        System.out.println("WorkHintsContract runs against " + ContainerImage.ARTEMIS.reference() + " in a container");
    }

    @BeforeEach
    void startBroker() {
        container = ContainerImage.ARTEMIS
                .container()
                .withEnv(Map.of(
                        "ARTEMIS_USER", USER,
                        "ARTEMIS_PASSWORD", PASSWORD,
                        "EXTRA_ARGS", "--role kartoteka --no-web --no-autotune"))
                .withCopyFileToContainer(
                        MountableFile.forHostPath(
                                Path.of(System.getProperty("kartoteka.root"), "docs/operations/cluster/broker.xml"),
                                0644),
                        "/var/lib/artemis-instance/etc-override/broker.xml")
                .withExposedPorts(PORT)
                .waitingFor(Wait.forLogMessage(".*AMQ221007.*\\n", 1).withStartupTimeout(Duration.ofMinutes(2)));
        container.start();
    }

    @Override
    protected WorkHints hints() throws Exception {
        return jms.hints();
    }

    @Override
    protected void attach(Receiver receiver) {
        jms.node(receiver);
    }

    @Override
    protected void takeAway() {
        container.getDockerClient().killContainerCmd(container.getContainerId()).exec();
    }

    @Override
    protected void end() {
        jms.end();
        if (container != null) {
            container.stop();
        }
    }

    @Test
    void hintGivenBackTwiceComesAThirdTime() throws Exception {
        CountDownLatch third = new CountDownLatch(3);
        JmsHints hints = jms.hints();
        jms.node((_, _) -> {
            third.countDown();
            throw new IllegalStateException("not yet");
        });

        hints.offer(Kind.INDEX, "document");

        // Five seconds after the first time, and ten after the second.
        assertThat(until(() -> third.getCount() == 0)).isTrue();
    }

    @Test
    void deadLettersAreListedAndOfferedAgain() throws Exception {
        JmsDeadLetters dead = new JmsDeadLetters(jms.broker());
        jms.bury(Kind.READ, "batch");

        assertThat(dead.list(10)).isEqualTo(List.of(new DeadLetter(Kind.READ, "batch")));
        assertThat(dead.retry()).isEqualTo(1);

        assertThat(dead.list(10)).isEmpty();
        assertThat(jms.count(Kind.READ)).isEqualTo(1);
    }

    @Test
    void whoDoesNotKnowThePasswordIsRefused() {
        Broker stranger = new Broker(settings("guessed"));

        assertThatThrownBy(() -> stranger.connections().createConnection()).isInstanceOf(JMSSecurityException.class);
    }

    private BrokerSettings settings(String password) {
        return new BrokerSettings(
                "tcp://" + container.getHost() + ":" + container.getMappedPort(PORT),
                Optional.of(new BrokerSettings.Credentials(USER, password)),
                SettingsFile.defaults().get("broker.queue-prefix"),
                Duration.ofMillis(200),
                Duration.ofSeconds(5));
    }
}
