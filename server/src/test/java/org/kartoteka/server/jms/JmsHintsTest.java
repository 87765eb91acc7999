package org.kartoteka.server.jms;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.kartoteka.archive.work.WorkHints;
import org.kartoteka.archive.work.WorkHintsContract;
import org.kartoteka.server.servers.EmbeddedBroker;

/** The contract, on a real broker that is really killed. */
class JmsHintsTest extends WorkHintsContract {
    @TempDir
    static Path folder;

    private static JmsFixture jms;
    private boolean killed;

    @BeforeAll
    static void startBroker() {
        jms = new JmsFixture(folder);
        jms.server();
        System.out.printf("WorkHintsContract ran against Artemis %s%n", EmbeddedBroker.version());
    }

    @AfterAll
    static void stopBroker() {
        jms.close();
    }

    @Override
    protected WorkHints hints() throws Exception {
        jms.begin();
        return jms.hints();
    }

    @Override
    protected void attach(Receiver receiver) {
        jms.node(receiver);
    }

    @Override
    protected void takeAway() {
        jms.server().kill();
        killed = true;
    }

    @Override
    protected void end() throws Exception {
        jms.end();
        if (killed) {
            jms.server().restart();
            killed = false;
        }
    }
}
