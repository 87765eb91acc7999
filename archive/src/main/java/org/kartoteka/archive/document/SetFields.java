package org.kartoteka.archive.document;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.kartoteka.archive.format.MalformedJson;
import org.kartoteka.archive.format.Members;
import org.kartoteka.archive.format.SealedJson;
import org.kartoteka.archive.identity.DocumentId;
import org.kartoteka.archive.store.Digest;
import org.kartoteka.archive.store.ObjectKey;
import org.kartoteka.archive.store.ObjectStoreException;

/**
 * The values of a correction: an object of its own beside the event, for they are personal and one day have to be disposed of
 * lawfully, while the chain keeps the object's digest.
 *
 * @param nonce chance, so that the digest tells nothing of the values once they are gone; 32 hexadecimal digits
 * @param changes of this correction
 * @param set all fields that persons set so far, this correction included
 */
public record SetFields(DocumentId document, String nonce, List<Change> changes, Map<String, List<String>> set) {
    /** One field that was changed. */
    public record Change(String name, List<String> from, List<String> to) {
        public Change {
            from = List.copyOf(from);
            to = List.copyOf(to);
        }
    }

    public SetFields {
        changes = List.copyOf(changes);
        Map<String, List<String>> copy = new TreeMap<>();
        set.forEach((name, values) -> copy.put(name, List.copyOf(values)));
        set = Map.copyOf(copy);
    }

    /** {@code corrections/<day>/<document>/<digest>.json}. */
    public static ObjectKey key(DocumentId document, Digest digest) {
        return ObjectKey.of("corrections", document.value().substring(0, 8), document.value(), digest.hex() + ".json");
    }

    byte[] encode() {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("document", document.value());
        object.put("nonce", nonce);
        object.put(
                "changes",
                changes.stream()
                        .map(change -> Map.of("name", change.name(), "from", change.from(), "to", change.to()))
                        .toList());
        object.put("fields", set);
        return SealedJson.seal(object);
    }

    /** @throws ObjectStoreException.Corrupt the bytes are no values of this document */
    public static SetFields decode(DocumentId document, ObjectKey key, byte[] bytes) {
        try {
            Members members = new Members(SealedJson.unseal(bytes));
            members.only("document", "nonce", "changes", "fields");
            if (!members.text("document").equals(document.value())) {
                throw new MalformedJson("it names document " + members.text("document"));
            }
            List<Change> changes = new ArrayList<>();
            for (Members change : members.list("changes")) {
                changes.add(new Change(change.text("name"), change.texts("from"), change.texts("to")));
            }
            Members fields = members.members("fields");
            Map<String, List<String>> set = new TreeMap<>();
            fields.object().keySet().forEach(name -> set.put(name, fields.texts(name)));
            return new SetFields(document, members.text("nonce"), changes, set);
        } catch (MalformedJson e) {
            throw new ObjectStoreException.Corrupt("object %s is damaged: %s".formatted(key, e.getMessage()));
        }
    }
}
