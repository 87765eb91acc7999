package org.kartoteka.archive.lease;

import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;

/**
 * One life of one node: its configured name, and what tells this start of it from every other.
 *
 * @param node as configured, unique in the cluster
 * @param start eight hexadecimal digits of chance
 */
public record NodeInstance(String node, String start) {
    /** What a node may be called: it becomes a part of keys and folder names. */
    public static final Pattern NODE = Pattern.compile("[a-z0-9][a-z0-9-]{0,39}");

    private static final Pattern START = Pattern.compile("[0-9a-f]{8}");

    public NodeInstance {
        if (!NODE.matcher(node).matches() || !START.matcher(start).matches()) {
            throw new IllegalArgumentException("not a node instance: " + node + "." + start);
        }
    }

    /** A new life of the node. */
    public static NodeInstance starting(String node) {
        return new NodeInstance(
                node,
                HexFormat.of()
                        .toHexDigits(ThreadLocalRandom.current().nextInt())
                        .substring(0, 8));
    }

    /** As {@link #toString} wrote it; empty where it is something else. */
    static Optional<NodeInstance> parse(String text) {
        int dot = text.indexOf('.');
        if (dot < 0
                || !NODE.matcher(text.substring(0, dot)).matches()
                || !START.matcher(text.substring(dot + 1)).matches()) {
            return Optional.empty();
        }
        return Optional.of(new NodeInstance(text.substring(0, dot), text.substring(dot + 1)));
    }

    @Override
    public String toString() {
        return node + "." + start;
    }
}
