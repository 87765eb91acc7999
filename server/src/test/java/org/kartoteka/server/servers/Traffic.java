package org.kartoteka.server.servers;

import java.util.ArrayList;
import java.util.List;

/** What went through a {@link FaultProxy}: first lines of requests, and bytes with all headers. */
public final class Traffic {
    private final List<String> requestLines = new ArrayList<>();
    private long bytesToServer;
    private long bytesToClient;

    Traffic() {}

    /** Forgets what went through so far. */
    public synchronized void reset() {
        requestLines.clear();
        bytesToServer = 0;
        bytesToClient = 0;
    }

    /** First lines of all requests, in the order they came. */
    public synchronized List<String> requestLines() {
        return List.copyOf(requestLines);
    }

    /** How many requests had a first line with this text. */
    public synchronized long count(String requestLinePart) {
        return requestLines.stream()
                .filter(line -> line.contains(requestLinePart))
                .count();
    }

    public synchronized long bytesToServer() {
        return bytesToServer;
    }

    public synchronized long bytesToClient() {
        return bytesToClient;
    }

    synchronized void request(String firstLine) {
        requestLines.add(firstLine);
    }

    synchronized void toServer(int bytes) {
        bytesToServer += bytes;
    }

    synchronized void toClient(int bytes) {
        bytesToClient += bytes;
    }
}
