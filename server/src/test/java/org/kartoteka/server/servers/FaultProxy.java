package org.kartoteka.server.servers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A TCP proxy on the loopback address, between a client and a real server, that a test has misbehave.
 *
 * <p>It passes bytes of any protocol. What it knows of requests is: bytes from the client that follow bytes from the
 * server begin a new one, as in HTTP/1.1 without pipelining; its first line names it. Faults are given by number and go
 * first come, first served to whatever is under way, so arm them when the client is quiet. {@link #pass} ends all faults.
 */
public final class FaultProxy implements AutoCloseable {
    private static final int CONNECT_TIMEOUT_MILLISECONDS = 5_000;

    private final ServerSocket door;
    private final Faults faults = new Faults();
    private final Traffic traffic = new Traffic();
    private final Set<ProxiedConnection> connections = ConcurrentHashMap.newKeySet();
    private volatile InetSocketAddress server;

    private FaultProxy(ServerSocket door, InetSocketAddress server) {
        this.door = door;
        this.server = server;
        Thread.ofVirtual().name("fault-proxy-", 0).start(this::accept);
    }

    /** A proxy on a free port, in front of this server, which need not run yet. */
    public static FaultProxy to(InetSocketAddress server) throws IOException {
        return new FaultProxy(new ServerSocket(0, 256, InetAddress.getLoopbackAddress()), server);
    }

    public static FaultProxy toPort(int port) throws IOException {
        return to(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    }

    /** Where clients connect to. */
    public int port() {
        return door.getLocalPort();
    }

    /** New connections go to this server. Those there are stay. */
    public void retarget(InetSocketAddress other) {
        server = other;
    }

    /** Ends all faults. Connections that lost bytes meanwhile are cut. */
    public void pass() {
        faults.clear();
    }

    /** The next {@code count} replies are lost: the request went through, the connection is cut instead of the answer. */
    public void dropReplies(int count) {
        dropReplies(count, "");
    }

    /**
     * As {@link #dropReplies(int)}, for requests whose first line contains this text, such as {@code PUT /b/originals/}. Comes on
     * top of what was asked for before.
     */
    public void dropReplies(int count, String requestLinePart) {
        faults.dropReplies(count, requestLinePart);
    }

    /**
     * The next {@code count} replies longer than {@code afterBytes}, headers and all, to requests whose first line contains
     * this text are cut there, and the connection with them.
     */
    public void cutReplies(int count, long afterBytes, String requestLinePart) {
        faults.cutReplies(count, afterBytes, requestLinePart);
    }

    /** Holds back each piece of each reply for so long. */
    public void delayReplies(Duration delay) {
        faults.delayReplies(delay);
    }

    /** Holds back the replies to requests whose first line contains this text, until {@link #pass}; they arrive then. */
    public void holdReplies(String requestLinePart) {
        faults.holdReplies(requestLinePart);
    }

    /** Accepts connections and bytes and says nothing any more, until {@link #pass}. */
    public void goHalfOpen() {
        faults.goHalfOpen();
    }

    /** Accepts connections only to cut them, until {@link #pass}. Those there are stay. */
    public void refuseConnections() {
        faults.refuseConnections();
    }

    /** Cuts all connections there are now. New ones pass. */
    public void cutConnections() {
        connections.forEach(ProxiedConnection::close);
    }

    /** Answers the next {@code count} HTTP requests with 503 as an S3 store that is asked too much; they do not reach the server. */
    public void slowDown(int count) {
        answer(count, CannedAnswer.SLOW_DOWN);
    }

    /** Answers the next {@code count} HTTP requests with 429; they do not reach the server. */
    public void tooManyRequests(int count) {
        answer(count, CannedAnswer.TOO_MANY_REQUESTS);
    }

    /** Answers the next {@code count} HTTP requests like this; they do not reach the server. */
    public void answer(int count, CannedAnswer answer) {
        answerTo("", count, answer);
    }

    /** As {@link #answer}, for requests whose first line contains this text. */
    public void answerTo(String requestLinePart, int count, CannedAnswer answer) {
        faults.answer(requestLinePart, count, answer);
    }

    /** How many of the counted faults that were asked for have not happened yet. */
    public int faultsLeft() {
        return faults.left();
    }

    /** What went through so far. */
    public Traffic traffic() {
        return traffic;
    }

    @Override
    public void close() throws IOException {
        door.close();
        faults.clear();
        cutConnections();
    }

    private void accept() {
        while (!door.isClosed()) {
            try {
                Socket client = door.accept();
                Thread.ofVirtual().start(() -> serve(client));
            } catch (IOException e) {
                if (!door.isClosed()) {
                    throw new UncheckedIOException(e);
                }
            }
        }
    }

    private void serve(Socket client) {
        try (client) {
            if (faults.refusesConnections() || faults.swallowed()) {
                return;
            }
            try (Socket onward = new Socket();
                    ProxiedConnection connection = new ProxiedConnection(client, onward, faults, traffic)) {
                onward.connect(server, CONNECT_TIMEOUT_MILLISECONDS);
                connections.add(connection);
                connection.run();
                connections.remove(connection);
            }
        } catch (IOException _) {
            // A connection that breaks is what this class is for; either side learns it by its own socket.
        }
    }
}
