package org.kartoteka.archive.event;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.kartoteka.archive.store.ObjectKey;

/** Names one chain of events: the kind of thing and its id. */
public record ChainId(Kind kind, String id) {
    private static final Pattern KEY = Pattern.compile("events/([a-z-]+)/(?:(\\d{8})/)?([^/]+)/(\\d{8})\\.json");
    private static final int DAY_LENGTH = 8;

    /** What may have a chain. */
    public enum Kind {
        BATCH("batch", true),
        DOCUMENT("document", true),
        CASE_FILE("case-file", false),
        MODEL("model", false),
        STACK("stack", true);

        private final String text;
        private final boolean byDay;

        Kind(String text, boolean byDay) {
            this.text = text;
            this.byDay = byDay;
        }

        public String text() {
            return text;
        }

        /** Whether ids start with a day, which is a folder of its own: no folder grows without end. */
        public boolean byDay() {
            return byDay;
        }
    }

    public ChainId {
        ObjectKey.of(kind.text(), id);
        if (kind.byDay() && id.length() < DAY_LENGTH) {
            throw new IllegalArgumentException("not the id of a %s: %s".formatted(kind.text(), id));
        }
    }

    /**
     * Where record {@code sequence} (from 1) of this chain is stored:
     * {@code events/batch/<day>/<id>/<sequence>.json}, {@code events/document/<day>/<id>/…},
     * {@code events/case-file/<id>/…}.
     */
    public ObjectKey key(long sequence) {
        return new ObjectKey(prefix() + "%08d.json".formatted(sequence));
    }

    /** What the keys of all records of this chain start with, and no other keys do. */
    public String prefix() {
        return prefix(kind, id) + "/";
    }

    /** What the keys of all chains start with whose ids start with {@code idPrefix}. */
    static String prefix(Kind kind, String idPrefix) {
        String day = kind.byDay() && idPrefix.length() >= DAY_LENGTH ? idPrefix.substring(0, DAY_LENGTH) + "/" : "";
        return "events/" + kind.text() + "/" + day + idPrefix;
    }

    /** The chain a record with this key belongs to; empty where the key is no record's. */
    public static Optional<ChainId> ofKey(ObjectKey key) {
        Matcher matcher = KEY.matcher(key.value());
        if (!matcher.matches()) {
            return Optional.empty();
        }
        for (Kind kind : Kind.values()) {
            boolean idFits = !kind.byDay() || matcher.group(3).length() >= DAY_LENGTH;
            if (kind.text().equals(matcher.group(1)) && idFits) {
                ChainId chain = new ChainId(kind, matcher.group(3));
                return key.value().startsWith(chain.prefix()) ? Optional.of(chain) : Optional.empty();
            }
        }
        return Optional.empty();
    }

    /** The sequence number a record with this key has; empty where the key is no record's. */
    public static Optional<Long> sequenceOf(ObjectKey key) {
        Matcher matcher = KEY.matcher(key.value());
        return matcher.matches() ? Optional.of(Long.parseLong(matcher.group(4))) : Optional.empty();
    }

    /** {@code kind/id}, as it stands in stored records. */
    @Override
    public String toString() {
        return kind.text() + "/" + id;
    }
}
