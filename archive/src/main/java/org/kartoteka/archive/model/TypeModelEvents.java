package org.kartoteka.archive.model;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.kartoteka.archive.event.ChainBroken;
import org.kartoteka.archive.event.ChainId;
import org.kartoteka.archive.event.Event;
import org.kartoteka.archive.event.EventRecord;
import org.kartoteka.archive.format.MalformedJson;
import org.kartoteka.archive.format.Members;
import org.kartoteka.archive.store.Digest;

/** The events of the type model: how each is written, and what they add up to. */
public final class TypeModelEvents {
    static final String TRAINING = "model-training";
    static final String REFUSAL = "model-refusal";
    static final String SELECTION = "model-selection";

    /** The only model that learns. */
    public static final ChainId CHAIN = new ChainId(ChainId.Kind.MODEL, "document-types");

    private TypeModelEvents() {}

    static Event training(Digest model, TypeModels.Attempt attempt) {
        Map<String, Object> data = new HashMap<>(attempt(attempt));
        data.put("model", model.hex());
        return Event.of(TRAINING, data);
    }

    static Event refusal(String reason, TypeModels.Attempt attempt) {
        Map<String, Object> data = new HashMap<>(attempt(attempt));
        data.put("reason", reason);
        return Event.of(REFUSAL, data);
    }

    private static Map<String, Object> attempt(TypeModels.Attempt attempt) {
        return Map.of(
                "shipped",
                attempt.shipped().hex(),
                "corrections",
                attempt.corrections(),
                "lessons",
                attempt.lessons(),
                "measured",
                new TreeMap<>(attempt.measured()));
    }

    /** Empty = the one that came with the program. */
    static Event selection(Optional<TypeModel> model) {
        return Event.of(
                SELECTION,
                model.map(chosen ->
                                Map.<String, Object>of("model", chosen.digest().hex()))
                        .orElse(Map.of()));
    }

    /**
     * What the records add up to.
     *
     * @throws ChainBroken an event cannot follow the ones before it, or is unreadable
     */
    public static TypeModelHistory fold(List<EventRecord> records) {
        TypeModelHistory history = TypeModelHistory.EMPTY;
        for (EventRecord record : records) {
            for (Event event : record.events()) {
                try {
                    history = apply(history, record, event);
                } catch (MalformedJson | IllegalArgumentException | ArithmeticException e) {
                    throw new ChainBroken("event %s in record %d of %s: %s"
                            .formatted(event.type(), record.sequence(), record.chain(), e.getMessage()));
                }
            }
        }
        return history;
    }

    private static TypeModelHistory apply(TypeModelHistory before, EventRecord record, Event event) {
        Members data = new Members(event.data());
        return switch (event.type()) {
            case TRAINING -> {
                List<TypeModel> versions = new ArrayList<>(before.versions());
                TypeModel model = new TypeModel(
                        versions.size() + 1,
                        data.digest("model"),
                        data.digest("shipped"),
                        record.time(),
                        numbers(data.members("measured")));
                versions.add(model);
                yield new TypeModelHistory(
                        record.sequence(), versions, Optional.of(model), Optional.of(tried(record, data)));
            }
            case REFUSAL ->
                new TypeModelHistory(
                        record.sequence(), before.versions(), before.inForce(), Optional.of(tried(record, data)));
            case SELECTION ->
                new TypeModelHistory(record.sequence(), before.versions(), chosen(before, data), before.last());
            default -> throw new MalformedJson("unknown here; a newer program wrote it, or something altered it");
        };
    }

    private static Optional<TypeModel> chosen(TypeModelHistory before, Members data) {
        Optional<Digest> digest = data.optionalDigest("model");
        if (digest.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(before.versions().reversed().stream()
                .filter(model -> model.digest().equals(digest.get()))
                .findFirst()
                .orElseThrow(() -> new MalformedJson("it chooses a model that was never learned")));
    }

    private static TypeModelHistory.Tried tried(EventRecord record, Members data) {
        return new TypeModelHistory.Tried(
                record.time(), data.digest("shipped"), data.number("corrections"), data.text("lessons"));
    }

    private static Map<String, Long> numbers(Members counts) {
        Map<String, Long> numbers = new TreeMap<>();
        counts.object().keySet().forEach(name -> numbers.put(name, counts.number(name)));
        return numbers;
    }
}
