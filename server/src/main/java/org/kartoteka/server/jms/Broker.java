package org.kartoteka.server.jms;

import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.Queue;
import jakarta.jms.Session;
import jakarta.jms.TextMessage;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.kartoteka.archive.work.WorkList;

/**
 * The broker as this program sees it: a queue for each kind of work and one for dead letters. A message's text is the id, its
 * property {@code kind} the kind of work; nothing else travels.
 *
 * <p>The client itself does not reconnect: who uses a connection opens another one, and knows that hints may be lost.
 */
public final class Broker {
    private static final String KIND = "kind";

    private final BrokerSettings settings;
    private final ActiveMQConnectionFactory factory;

    public Broker(BrokerSettings settings) {
        this.settings = settings;
        this.factory = settings.credentials()
                .map(c -> new ActiveMQConnectionFactory(settings.url(), c.user(), c.password()))
                .orElseGet(() -> new ActiveMQConnectionFactory(settings.url()));
        // A consumer is given a message only when it asks for one: none waits behind a long batch.
        factory.setConsumerWindowSize(0);
        factory.setReconnectAttempts(0);
        factory.setCallTimeout(settings.callTimeout().toMillis());
    }

    ConnectionFactory connections() {
        return factory;
    }

    Duration reconnectEvery() {
        return settings.reconnectEvery();
    }

    String queue(WorkList.Kind kind) {
        return settings.queuePrefix() + "." + kind.text();
    }

    String deadQueue() {
        return settings.queuePrefix() + ".dead";
    }

    Queue queue(Session session, WorkList.Kind kind) throws JMSException {
        return session.createQueue(queue(kind));
    }

    static Message message(Session session, WorkList.Kind kind, String id) throws JMSException {
        TextMessage message = session.createTextMessage(id);
        message.setStringProperty(KIND, kind.text());
        return message;
    }

    /** The kind of work that the message speaks of; empty where it is none of ours. */
    static Optional<WorkList.Kind> kind(Message message) throws JMSException {
        String text = message.getStringProperty(KIND);
        return Arrays.stream(WorkList.Kind.values())
                .filter(kind -> kind.text().equals(text))
                .findFirst();
    }

    static String id(Message message) throws JMSException {
        String id = message instanceof TextMessage text ? text.getText() : null;
        return id == null ? "" : id;
    }
}
