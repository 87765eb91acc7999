package org.kartoteka.server.config;

import static org.kartoteka.server.config.Limits.between;

import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The broker that carries the hints of a clustered archive.
 *
 * @param url such as {@code tcp://broker:61616}, {@code tcp://broker:61617?sslEnabled=true}, or
 *     {@code (tcp://a:61616,tcp://b:61616)}
 * @param user empty = none
 * @param passwordFile has the password; empty = the environment variable KARTOTEKA_BROKER_PASSWORD
 * @param queuePrefix begins the names of the queues, so that archives can share a broker
 */
public record BrokerAccess(
        @DefaultValue("") String url,
        @DefaultValue("") String user,
        @DefaultValue("") String passwordFile,
        @DefaultValue("kartoteka") String queuePrefix,
        @DefaultValue("2000") int reconnectMilliseconds,
        @DefaultValue("10000") int callTimeoutMilliseconds) {
    public BrokerAccess {
        if (!queuePrefix.matches("[a-z][a-z0-9-]{0,39}")) {
            throw new IllegalArgumentException(
                    "broker.queue-prefix must be made of a-z, 0-9 and -, but is '" + queuePrefix + "'");
        }
        between("broker.reconnect-milliseconds", reconnectMilliseconds, 100, 600_000);
        between("broker.call-timeout-milliseconds", callTimeoutMilliseconds, 100, 600_000);
    }
}
