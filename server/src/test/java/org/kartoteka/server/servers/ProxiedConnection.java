package org.kartoteka.server.servers;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One client's connection through a {@link FaultProxy}, pumped both ways until either side or a fault ends it. */
final class ProxiedConnection implements AutoCloseable {
    private static final int BUFFER_BYTES = 64 * 1024;
    private static final Pattern CONTENT_LENGTH = Pattern.compile("\r\ncontent-length: *(\\d+)");

    private final Socket client;
    private final Socket server;
    private final Faults faults;
    private final Traffic traffic;
    private volatile String requestLine = "";
    /** How many bytes of the reply went to the client. */
    private volatile long replied;
    /** Whether the next bytes of the client begin a request: set before a reply's bytes are passed on. */
    private volatile boolean betweenRequests = true;

    ProxiedConnection(Socket client, Socket server, Faults faults, Traffic traffic) {
        this.client = client;
        this.server = server;
        this.faults = faults;
        this.traffic = traffic;
    }

    void run() throws IOException {
        Thread replies = Thread.ofVirtual().start(this::passReplies);
        try {
            passRequests();
        } finally {
            close();
            replies.interrupt();
        }
    }

    private void passRequests() throws IOException {
        InputStream in = client.getInputStream();
        OutputStream out = server.getOutputStream();
        byte[] buffer = new byte[BUFFER_BYTES];
        for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
            if (faults.swallowed()) {
                return;
            }
            if (betweenRequests) {
                betweenRequests = false;
                replied = 0;
                requestLine = firstLine(buffer, n);
                traffic.request(requestLine);
                Optional<CannedAnswer> canned = faults.takeAnswer(requestLine);
                if (canned.isPresent()) {
                    readToEnd(in, buffer, n);
                    client.getOutputStream().write(canned.get().bytes(requestLine.startsWith("HEAD ")));
                    client.shutdownOutput();
                    return;
                }
            }
            traffic.toServer(n);
            out.write(buffer, 0, n);
        }
        server.shutdownOutput();
    }

    private void passReplies() {
        try {
            InputStream in = server.getInputStream();
            OutputStream out = client.getOutputStream();
            byte[] buffer = new byte[BUFFER_BYTES];
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                if (faults.swallowed() || (!betweenRequests && faults.takeDroppedReply(requestLine))) {
                    return;
                }
                faults.awaitRelease(requestLine);
                faults.holdBack();
                betweenRequests = true;
                long before = replied;
                int passing = faults.takePassing(requestLine, before, n);
                traffic.toClient(passing);
                out.write(buffer, 0, passing);
                if (passing < n) {
                    return;
                }
                replied = before + n;
            }
        } catch (IOException _) {
            // Either side closed; the other one is closed below.
        } finally {
            close();
        }
    }

    private static String firstLine(byte[] bytes, int length) {
        String text = new String(bytes, 0, length, ISO_8859_1);
        int end = text.indexOf("\r\n");
        return end < 0 ? "" : text.substring(0, end);
    }

    /** Reads the rest of an HTTP request, or the client would meet a reset before it sees the answer. */
    private static void readToEnd(InputStream in, byte[] first, int length) throws IOException {
        ByteArrayOutputStream soFar = new ByteArrayOutputStream();
        soFar.write(first, 0, length);
        byte[] buffer = new byte[BUFFER_BYTES];
        while (!isWhole(soFar.toString(ISO_8859_1))) {
            int n = in.read(buffer);
            if (n < 0) {
                return;
            }
            soFar.write(buffer, 0, n);
        }
    }

    private static boolean isWhole(String request) {
        int headEnd = request.indexOf("\r\n\r\n");
        if (headEnd < 0) {
            return false;
        }
        String head = request.substring(0, headEnd).toLowerCase(Locale.ROOT);
        if (head.contains("\r\ntransfer-encoding: chunked")) {
            return request.endsWith("0\r\n\r\n");
        }
        Matcher length = CONTENT_LENGTH.matcher(head);
        return !length.find() || request.length() - headEnd - 4 >= Long.parseLong(length.group(1));
    }

    @Override
    public void close() {
        for (Socket socket : new Socket[] {client, server}) {
            try {
                socket.close();
            } catch (IOException _) {
                // It is to be gone, and is.
            }
        }
    }
}
