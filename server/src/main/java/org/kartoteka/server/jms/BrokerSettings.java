package org.kartoteka.server.jms;

import java.time.Duration;
import java.util.Optional;

/**
 * Where the broker is, and what the queues are called.
 *
 * @param url as the broker's client takes it
 * @param credentials empty where the broker asks for none
 * @param queuePrefix begins the names of the queues
 * @param reconnectEvery how long to wait before the next try to reach the broker
 * @param callTimeout how long one call to it may take
 */
public record BrokerSettings(
        String url,
        Optional<Credentials> credentials,
        String queuePrefix,
        Duration reconnectEvery,
        Duration callTimeout) {

    /** Who we are to the broker. Its text form tells no secret. */
    public record Credentials(String user, String password) {
        @Override
        public String toString() {
            return "Credentials[user=" + user + "]";
        }
    }
}
