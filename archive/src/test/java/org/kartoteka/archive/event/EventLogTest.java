package org.kartoteka.archive.event;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.kartoteka.archive.SmallArchive;
import org.kartoteka.archive.format.SealedJson;
import org.kartoteka.archive.store.Digest;
import org.kartoteka.archive.store.FaultyObjectStore;
import org.kartoteka.archive.store.InMemoryObjectStore;
import org.kartoteka.archive.store.ObjectStoreException;
import org.kartoteka.archive.store.StoredBytes;

final class EventLogTest {
    private static final ChainId CHAIN = new ChainId(ChainId.Kind.CASE_FILE, "L-1");
    private static final Actor ACTOR = Actor.user("u7");

    private final InMemoryObjectStore store = new InMemoryObjectStore();
    private final EventLog log = new EventLog(store, SmallArchive.CLOCK);

    @Test
    void storesExactlyTheseBytes() {
        EventRecord first = append(Event.of("opening", Map.of()));
        EventRecord second = append(
                new Event("example", 2, Map.of("z", List.of(1, 2L, true), "a", Map.of("text", "ž\"\\\n\u0001/"))));

        assertThat(stored(1)).isEqualTo("""
                        {"actor":"user:u7","chain":"case-file/L-1","events":[{"data":{},"type":"opening","version":1}],\
                        "sequence":1,"time":"2026-11-22T10:15:30.123Z",\
                        "checksum":"fc7c61498bd1c35317c1042917241c465789ca4fd68b0d4de0eaba3b94f22c17"}
                        """);
        assertThat(stored(2)).isEqualTo("""
                        {"actor":"user:u7","chain":"case-file/L-1","events":[{"data":{"a":{"text":"ž\\"\\\\\\n\\u0001/"},"z":[1,2,true]},"type":"example","version":2}],\
                        "previous":"c9005b8528ab57872d04dddf233ea93c846c1c6b153ceebb1751183fd709ef09","sequence":2,"time":"2026-11-22T10:15:30.123Z",\
                        "checksum":"a45c5f9245bf9711e1f5f01b3d656a00c8972048034f22d16e1d6f33b49e1db0"}
                        """);
        assertThat(second.previous())
                .contains(first.digest())
                .contains(Digest.of(stored(1).getBytes(UTF_8)));
    }

    @Test
    void readsWhatWasAppended() {
        List<EventRecord> appended = new ArrayList<>();
        for (int i = 1; i <= 12; i++) {
            appended.add(append(Event.of("filing", Map.of("number", i))));
        }

        assertThat(log.read(CHAIN)).isEqualTo(appended);
        assertThat(log.read(new ChainId(ChainId.Kind.CASE_FILE, "L"))).isEmpty();
        assertThat(log.exists(CHAIN)).isTrue();
    }

    @Test
    void tellsTheSlowerOfTwoWriters() {
        List<EventRecord> known = log.read(CHAIN);
        log.append(CHAIN, known, ACTOR, List.of(Event.of("opening", Map.of())));

        assertThatThrownBy(() -> log.append(CHAIN, known, Actor.user("u8"), List.of(Event.of("opening", Map.of()))))
                .isInstanceOf(ChainConflict.class)
                .hasMessageContaining("record 1 of case-file/L-1");
    }

    @Test
    void takesItsOwnRecordForSuccessWhenTheReplyWasLost() {
        List<Event> events = List.of(Event.of("opening", Map.of()));
        EventRecord stored = log.append(CHAIN, List.of(), ACTOR, events);

        assertThat(log.append(CHAIN, List.of(), ACTOR, events)).isEqualTo(stored);
        assertThat(log.read(CHAIN)).containsExactly(stored);
    }

    @Test
    void decidesAnewWhenSomebodyWasFaster() {
        List<Integer> seen = new ArrayList<>();

        log.change(CHAIN, ACTOR, known -> {
            seen.add(known.size());
            if (known.isEmpty()) {
                append(Event.of("opening", Map.of("by", "another")));
            }
            return List.of(Event.of("filing", Map.of()));
        });

        assertThat(seen).containsExactly(0, 1);
        assertThat(log.read(CHAIN)).hasSize(2);
    }

    @Test
    void noticesAGapAnAlteredRecordAndAForgedOne() {
        append(Event.of("opening", Map.of()));
        append(Event.of("filing", Map.of("number", 1)));
        append(Event.of("filing", Map.of("number", 2)));
        byte[] second = StoredBytes.read(store, CHAIN.key(2));

        store.overwrite(
                CHAIN.key(2),
                new String(second, UTF_8)
                        .replace("\"number\":1", "\"number\":7")
                        .getBytes(UTF_8));
        assertBroken("checksum");
        Map<String, Object> forged = SealedJson.unseal(second);
        forged.put("actor", "user:nobody");
        store.overwrite(CHAIN.key(2), SealedJson.seal(forged));
        assertBroken("record 3 of case-file/L-1 does not name the digest of its predecessor");
        forged.put("chain", "case-file/L-2");
        store.overwrite(CHAIN.key(2), SealedJson.seal(forged));
        assertBroken("names itself record 2 of case-file/L-2");
        store.overwrite(CHAIN.key(2), new byte[0]);
        assertBroken("record 2 of case-file/L-1 is unreadable");
        store.delete(CHAIN.key(2));
        assertBroken("record 2 of case-file/L-1 is missing");
    }

    private void assertBroken(String message) {
        assertThatThrownBy(() -> log.read(CHAIN))
                .isInstanceOf(ChainBroken.class)
                .hasMessageContaining(message);
    }

    @Test
    void refusesWhatCannotBeStored() {
        Event tooLarge = Event.of("filing", Map.of("text", "x".repeat(EventCodec.SIZE_BYTES_MAX)));

        assertThatThrownBy(() -> append(Event.of("filing", Map.of("score", 0.5))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("write fractions and times as text");
        assertThatThrownBy(() -> append(Event.of("filing", Map.of("time", Instant.EPOCH))))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> append(tooLarge)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> log.append(CHAIN, List.of(), ACTOR, List.of()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(store.list("", "", 10)).isEmpty();
    }

    @Test
    void leavesALostReplyToTheCallerWhoFindsTheRecord() {
        EventLog faulty = new EventLog(new FaultyObjectStore(store, 5).crashAtWrite(1, true), InstantSource.system());

        assertThatThrownBy(() -> faulty.append(CHAIN, List.of(), ACTOR, List.of(Event.of("opening", Map.of()))))
                .isInstanceOf(FaultyObjectStore.Crashed.class);
        assertThat(log.read(CHAIN)).hasSize(1);
    }

    @Test
    void listsChainsOnceEachFromAnyPlace() {
        List<String> ids = List.of("A-1", "A-1-2", "A-10", "A-2", "B");
        for (String id : ids) {
            ChainId chain = new ChainId(ChainId.Kind.CASE_FILE, id);
            for (int i = 0; i < 3; i++) {
                log.change(chain, ACTOR, _ -> List.of(Event.of("filing", Map.of())));
            }
        }

        List<String> all = log.chains(ChainId.Kind.CASE_FILE, "", Optional.empty(), 100);
        assertThat(all).containsExactly("A-1-2", "A-1", "A-10", "A-2", "B");
        for (int from = 0; from < all.size(); from++) {
            assertThat(log.chains(ChainId.Kind.CASE_FILE, "", Optional.of(all.get(from)), 2))
                    .isEqualTo(all.subList(from + 1, Math.min(all.size(), from + 3)));
        }
        assertThat(log.chains(ChainId.Kind.DOCUMENT, "", Optional.empty(), 100)).isEmpty();
    }

    @Test
    void reportsDamageOnTheWayAsDamageAndNotAsTheEndOfTheChain() {
        append(Event.of("opening", Map.of()));
        int failures = 0;
        for (long seed = 0; seed < 40; seed++) {
            EventLog faulty = new EventLog(new FaultyObjectStore(store, seed).withFaults(0.5), SmallArchive.CLOCK);
            try {
                assertThat(faulty.read(CHAIN)).as("seed %d", seed).isEqualTo(log.read(CHAIN));
            } catch (ChainBroken | ObjectStoreException _) {
                failures++;
            }
        }
        assertThat(failures).isGreaterThan(5);
    }

    private EventRecord append(Event event) {
        return log.append(CHAIN, log.read(CHAIN), ACTOR, List.of(event));
    }

    private String stored(long sequence) {
        return new String(StoredBytes.read(store, CHAIN.key(sequence)), UTF_8);
    }
}
