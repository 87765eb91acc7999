package org.kartoteka.archive.verify;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.kartoteka.archive.event.ChainBroken;
import org.kartoteka.archive.event.ChainId;
import org.kartoteka.archive.event.EventCodec;
import org.kartoteka.archive.event.EventRecord;
import org.kartoteka.archive.format.MalformedJson;
import org.kartoteka.archive.store.ObjectKey;

/** Reads all chains of a kind as they lie in the store, record by record, and hands the whole ones on. */
final class ChainChecks {
    private final Checks checks;
    private long chains;
    private long events;

    ChainChecks(Checks checks) {
        this.checks = checks;
    }

    long chains() {
        return chains;
    }

    long events() {
        return events;
    }

    /** Calls the consumer with each chain in which nothing was found, and its records. */
    void forEach(ChainId.Kind kind, BiConsumer<ChainId, List<EventRecord>> whole) {
        Current current = new Current(whole);
        checks.forEachKey(
                "events/" + kind.text() + "/",
                key -> ChainId.ofKey(key)
                        .filter(chain -> chain.kind() == kind)
                        .ifPresent(chain -> current.add(chain, key)));
        current.finish();
    }

    /** The chain whose records are passing by. */
    private final class Current {
        private final BiConsumer<ChainId, List<EventRecord>> whole;
        private final List<EventRecord> records = new ArrayList<>();
        private Optional<ChainId> chain = Optional.empty();
        private boolean broken;
        private long expected;

        Current(BiConsumer<ChainId, List<EventRecord>> whole) {
            this.whole = whole;
        }

        void add(ChainId next, ObjectKey key) {
            if (!chain.equals(Optional.of(next))) {
                finish();
                chain = Optional.of(next);
                chains++;
            }
            long sequence = ChainId.sequenceOf(key).orElseThrow();
            if (sequence != expected + 1) {
                checks.report(
                        Invariant.CHAIN_COMPLETE, next.key(expected + 1), "there is no such record, but later ones");
                broken = true;
            }
            decode(next, sequence, key).ifPresentOrElse(this::link, () -> broken = true);
            expected = sequence;
        }

        private Optional<EventRecord> decode(ChainId next, long sequence, ObjectKey key) {
            events++;
            Optional<byte[]> bytes = checks.read(Invariant.RECORD_INTACT, key);
            if (bytes.isEmpty()) {
                return Optional.empty();
            }
            try {
                return Optional.of(EventCodec.decode(next, sequence, bytes.get()));
            } catch (ChainBroken e) {
                checks.report(Invariant.RECORD_INTACT, key, String.valueOf(e.getMessage()));
                return Optional.empty();
            }
        }

        private void link(EventRecord record) {
            if (!broken) {
                Optional<EventRecord> last = records.isEmpty() ? Optional.empty() : Optional.of(records.getLast());
                if (!record.previous().equals(last.map(EventRecord::digest))) {
                    checks.report(
                            Invariant.CHAIN_LINKED,
                            record.chain().key(record.sequence()),
                            "it does not name the digest of its predecessor as stored");
                    broken = true;
                }
            }
            records.add(record);
        }

        void finish() {
            if (chain.isPresent() && !broken) {
                pass(chain.get());
            }
            records.clear();
            broken = false;
            expected = 0;
        }

        private void pass(ChainId id) {
            try {
                whole.accept(id, List.copyOf(records));
            } catch (ChainBroken | MalformedJson | IllegalArgumentException e) {
                checks.report(Invariant.CHAIN_MEANINGFUL, id, String.valueOf(e.getMessage()));
            }
        }
    }
}
