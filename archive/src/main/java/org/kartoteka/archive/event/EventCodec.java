package org.kartoteka.archive.event;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.kartoteka.archive.format.MalformedJson;
import org.kartoteka.archive.format.Members;
import org.kartoteka.archive.format.SealedJson;
import org.kartoteka.archive.store.Digest;

/**
 * The stored form of an event record. What is hashed is always the stored bytes, never a second writing of what was read.
 * Reading checks all that one record can tell of itself: checksum, canonical form, members, chain and sequence.
 */
public final class EventCodec {
    /** A record is never longer. */
    public static final int SIZE_BYTES_MAX = 4 * 1024 * 1024;

    private EventCodec() {}

    /** The bytes to store; the record's own digest is not among them. */
    static byte[] encode(EventRecord record) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("chain", record.chain().toString());
        object.put("sequence", record.sequence());
        record.previous().ifPresent(digest -> object.put("previous", digest.hex()));
        object.put("time", record.time().toString());
        object.put("actor", record.actor().value());
        object.put("events", record.events().stream().map(EventCodec::object).toList());
        byte[] bytes = SealedJson.seal(object);
        if (bytes.length > SIZE_BYTES_MAX) {
            throw new IllegalArgumentException("record %d of %s would have %d bytes, more than %d"
                    .formatted(record.sequence(), record.chain(), bytes.length, SIZE_BYTES_MAX));
        }
        return bytes;
    }

    private static Map<String, Object> object(Event event) {
        return Map.of("type", event.type(), "version", event.version(), "data", event.data());
    }

    /** @throws ChainBroken the bytes are damaged, or belong to another place */
    public static EventRecord decode(ChainId chain, long sequence, byte[] bytes) {
        try {
            Members members = new Members(SealedJson.unseal(bytes));
            members.only("chain", "sequence", "previous", "time", "actor", "events");
            if (!members.text("chain").equals(chain.toString()) || members.number("sequence") != sequence) {
                throw new ChainBroken("record %d of %s names itself record %d of %s"
                        .formatted(sequence, chain, members.number("sequence"), members.text("chain")));
            }
            return new EventRecord(
                    chain,
                    sequence,
                    members.optionalDigest("previous"),
                    members.time("time"),
                    new Actor(members.text("actor")),
                    events(members),
                    Digest.of(bytes));
        } catch (MalformedJson | IllegalArgumentException | ArithmeticException e) {
            throw new ChainBroken("record %d of %s is unreadable: %s".formatted(sequence, chain, e.getMessage()));
        }
    }

    private static List<Event> events(Members members) {
        List<Event> events = new ArrayList<>();
        for (Members event : members.list("events")) {
            event.only("type", "version", "data");
            events.add(new Event(
                    event.text("type"),
                    Math.toIntExact(event.number("version")),
                    event.members("data").object()));
        }
        if (events.isEmpty()) {
            throw new MalformedJson("a record without events");
        }
        return events;
    }

    /** @throws ChainBroken {@code record} does not follow {@code last} */
    public static void checkFollows(Optional<EventRecord> last, EventRecord record) {
        long expected = last.map(EventRecord::sequence).orElse(0L) + 1;
        if (record.sequence() != expected) {
            throw new ChainBroken("record %d of %s is missing".formatted(expected, record.chain()));
        }
        if (!record.previous().equals(last.map(EventRecord::digest))) {
            throw new ChainBroken("record %d of %s does not name the digest of its predecessor as stored"
                    .formatted(record.sequence(), record.chain()));
        }
    }
}
