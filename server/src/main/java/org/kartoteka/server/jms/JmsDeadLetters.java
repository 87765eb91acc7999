package org.kartoteka.server.jms;

import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageProducer;
import jakarta.jms.QueueBrowser;
import jakarta.jms.Session;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;
import java.util.Optional;
import org.kartoteka.archive.work.DeadLetters;
import org.kartoteka.archive.work.HintsUnavailable;
import org.kartoteka.archive.work.WorkList;

/** The queue into which the broker puts messages that were given back too often. Opens a connection for each call. */
public final class JmsDeadLetters implements DeadLetters {
    private static final int RETRIED_MAX = 100_000;
    private static final int TOGETHER_MAX = 200;
    private static final long EMPTY_AFTER_MILLISECONDS = 1_000;

    private final Broker broker;

    public JmsDeadLetters(Broker broker) {
        this.broker = broker;
    }

    @Override
    public List<DeadLetter> list(int limit) {
        try (Connection connection = broker.connections().createConnection();
                Session session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE);
                QueueBrowser browser = session.createBrowser(session.createQueue(broker.deadQueue()))) {
            connection.start();
            List<DeadLetter> letters = new ArrayList<>();
            Enumeration<?> messages = browser.getEnumeration();
            while (letters.size() < limit && messages.hasMoreElements()) {
                if (messages.nextElement() instanceof Message message) {
                    Optional<WorkList.Kind> kind = Broker.kind(message);
                    if (kind.isPresent()) {
                        letters.add(new DeadLetter(kind.get(), Broker.id(message)));
                    }
                }
            }
            return letters;
        } catch (JMSException e) {
            throw unavailable(e);
        }
    }

    /** Each goes from the one queue to the other in one transaction. What is none of ours is removed. */
    @Override
    public int retry() {
        try (Connection connection = broker.connections().createConnection();
                Session session = connection.createSession(true, Session.SESSION_TRANSACTED);
                MessageConsumer dead = session.createConsumer(session.createQueue(broker.deadQueue()));
                MessageProducer producer = session.createProducer(null)) {
            connection.start();
            int count = 0;
            for (int i = 1; i <= RETRIED_MAX; i++) {
                Message message = dead.receive(EMPTY_AFTER_MILLISECONDS);
                if (message == null) {
                    break;
                }
                Optional<WorkList.Kind> kind = Broker.kind(message);
                if (kind.isPresent()) {
                    producer.send(
                            broker.queue(session, kind.get()), Broker.message(session, kind.get(), Broker.id(message)));
                    count++;
                }
                if (i % TOGETHER_MAX == 0) {
                    session.commit();
                }
            }
            session.commit();
            return count;
        } catch (JMSException e) {
            throw unavailable(e);
        }
    }

    private static HintsUnavailable unavailable(JMSException cause) {
        return new HintsUnavailable("cannot ask the broker for dead letters; is it up?", cause);
    }
}
