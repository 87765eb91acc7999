package org.kartoteka.archive.format;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.kartoteka.archive.store.Digest;

/** Reads the members of a decoded object, each with its type; what is missing or of another type is malformed. */
public record Members(Map<String, Object> object) {
    public String text(String name) {
        return member(name, String.class);
    }

    public long number(String name) {
        return member(name, Long.class);
    }

    public Digest digest(String name) {
        try {
            return new Digest(text(name));
        } catch (IllegalArgumentException e) {
            throw new MalformedJson("member " + name + " is no digest", e);
        }
    }

    public Optional<Digest> optionalDigest(String name) {
        return object.containsKey(name) ? Optional.of(digest(name)) : Optional.empty();
    }

    public Instant time(String name) {
        try {
            return Instant.parse(text(name));
        } catch (DateTimeException e) {
            throw new MalformedJson("member " + name + " is no time", e);
        }
    }

    public List<String> texts(String name) {
        List<String> texts = new ArrayList<>();
        for (Object item : member(name, List.class)) {
            texts.add(as(name, item, String.class));
        }
        return texts;
    }

    public List<Integer> integers(String name) {
        List<Integer> integers = new ArrayList<>();
        for (Object item : member(name, List.class)) {
            integers.add(Math.toIntExact(as(name, item, Long.class)));
        }
        return integers;
    }

    public Members members(String name) {
        return new Members(asObject(name, member(name, Map.class)));
    }

    public List<Members> list(String name) {
        List<Members> all = new ArrayList<>();
        for (Object item : member(name, List.class)) {
            all.add(new Members(asObject(name, item)));
        }
        return all;
    }

    public Map<String, String> textMap(String name) {
        Map<String, String> texts = new LinkedHashMap<>();
        members(name).object().forEach((key, value) -> texts.put(key, as(name, value, String.class)));
        return texts;
    }

    /** Refuses members this program does not know: a newer one wrote them. */
    public void only(String... known) {
        for (String name : object.keySet()) {
            if (!List.of(known).contains(name)) {
                throw new MalformedJson("unknown member " + name);
            }
        }
    }

    private static Map<String, Object> asObject(String name, @Nullable Object value) {
        Map<?, ?> raw = as(name, value, Map.class);
        Map<String, Object> typed = new LinkedHashMap<>();
        raw.forEach((key, item) -> typed.put((String) key, item));
        return typed;
    }

    private <T> T member(String name, Class<T> type) {
        return as(name, object.get(name), type);
    }

    private static <T> T as(String name, @Nullable Object value, Class<T> type) {
        if (!type.isInstance(value)) {
            throw new MalformedJson("member %s is missing or no %s".formatted(name, type.getSimpleName()));
        }
        return type.cast(value);
    }
}
