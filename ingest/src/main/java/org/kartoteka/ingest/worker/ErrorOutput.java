package org.kartoteka.ingest.worker;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The last lines a worker printed. They are read all the time, so that the worker never waits for a full pipe.
 *
 * <p>Libraries print what they find in documents; only what the Java machine itself says, names of exceptions and places in
 * the code are kept.
 */
final class ErrorOutput {
    private static final int LINES_MAX = 40;
    private static final int LINE_LENGTH_MAX = 300;
    private static final Pattern EXCEPTION = Pattern.compile(
            "(?:Exception in thread \"[\\w-]{1,40}\" |Caused by: )?((?:[a-z]\\w*\\.)+[A-Z]\\w*(?:Error|Exception))\\b");
    private static final Pattern PLACE = Pattern.compile("\\s+at [\\w.$/<>@-]+\\([\\w.: ]+\\)");
    private static final Pattern MACHINE = Pattern.compile(
            "# {1,2}(?:SIG[A-Z]+ \\(.*|[CVJj] {1,2}\\[?[\\w./+:\\-\\]\\[ ]+|fatal error:.*|Native memory allocation.*)"
                    + "|Terminating due to java\\.lang\\.OutOfMemoryError.*"
                    + "|(?:Error|OpenJDK 64-Bit Server VM warning): .*|Could not .*|Unrecognized VM option.*");

    private final Deque<String> lines = new ArrayDeque<>();
    private final Thread reader;

    private ErrorOutput(InputStream stream, String name) {
        this.reader = Thread.ofPlatform().daemon().name(name).unstarted(() -> drain(stream));
    }

    static ErrorOutput of(InputStream stream, String name) {
        ErrorOutput output = new ErrorOutput(stream, name);
        output.reader.start();
        return output;
    }

    /** The kept lines, oldest first. */
    List<String> lines() {
        synchronized (lines) {
            return List.copyOf(lines);
        }
    }

    private void drain(InputStream stream) {
        try (BufferedReader text = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            StringBuilder line = new StringBuilder();
            for (int c = text.read(); c >= 0; c = text.read()) {
                if (c == '\n') {
                    keep(line.toString());
                    line.setLength(0);
                } else if (line.length() < LINE_LENGTH_MAX) {
                    line.append((char) c);
                }
            }
        } catch (IOException e) {
            // The worker is gone, and whatever it had to say with it.
        }
    }

    private void keep(String line) {
        String kept = kept(line);
        if (kept.isEmpty()) {
            return;
        }
        synchronized (lines) {
            if (lines.size() == LINES_MAX) {
                lines.removeFirst();
            }
            lines.addLast(kept);
        }
    }

    /** What may be kept of a line: all, the name of an exception, or nothing. */
    static String kept(String line) {
        if (PLACE.matcher(line).matches() || MACHINE.matcher(line).matches()) {
            return line;
        }
        Matcher exception = EXCEPTION.matcher(line);
        return exception.lookingAt() ? exception.group(1) : "";
    }
}
