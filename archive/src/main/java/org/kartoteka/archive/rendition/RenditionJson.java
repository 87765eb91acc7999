package org.kartoteka.archive.rendition;

import java.util.Locale;
import java.util.function.Function;
import org.kartoteka.archive.identity.BatchId;
import org.kartoteka.archive.identity.CaseReference;
import org.kartoteka.archive.identity.DocumentId;
import org.kartoteka.archive.store.Digest;
import org.kartoteka.archive.store.ObjectKey;
import org.kartoteka.archive.store.ObjectStoreException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.deser.std.StdDeserializer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.ser.std.StdSerializer;

/**
 * The stored form of renditions that are records: JSON in UTF-8 whose first member {@code format} names kind and version,
 * such as {@code page-text/1}. Equal records have equal bytes. Members a newer program added are passed over.
 */
final class RenditionJson {
    private static final int VERSION = 1;
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .addModule(new SimpleModule("archive")
                    .addSerializer(new AsText<>(Digest.class))
                    .addSerializer(new AsText<>(ObjectKey.class))
                    .addSerializer(new AsText<>(BatchId.class))
                    .addSerializer(new AsText<>(DocumentId.class))
                    .addSerializer(new AsText<>(CaseReference.class))
                    .addDeserializer(Digest.class, new FromText<>(Digest.class, Digest::new))
                    .addDeserializer(ObjectKey.class, new FromText<>(ObjectKey.class, ObjectKey::new))
                    .addDeserializer(BatchId.class, new FromText<>(BatchId.class, BatchId::new))
                    .addDeserializer(DocumentId.class, new FromText<>(DocumentId.class, DocumentId::new))
                    .addDeserializer(CaseReference.class, new FromText<>(CaseReference.class, CaseReference::new)))
            .build();

    private RenditionJson() {}

    static byte[] encode(Record value) {
        ObjectNode object = MAPPER.createObjectNode();
        object.put("format", format(value.getClass()));
        object.setAll((ObjectNode) MAPPER.<JsonNode>valueToTree(value));
        return MAPPER.writeValueAsBytes(object);
    }

    static <T extends Record> T decode(ObjectKey key, byte[] bytes, Class<T> type) {
        try {
            JsonNode object = MAPPER.readTree(bytes);
            String format = object.path("format").asString("");
            if (!format.equals(format(type))) {
                throw new ObjectStoreException.Corrupt(
                        "rendition %s has the format '%s', not %s".formatted(key, format, format(type)));
            }
            return MAPPER.treeToValue(object, type);
        } catch (JacksonException | IllegalArgumentException | NullPointerException e) {
            throw new ObjectStoreException.Corrupt("rendition %s is no %s: %s"
                    .formatted(key, format(type), e.getClass().getSimpleName()));
        }
    }

    private static String format(Class<?> type) {
        String kebab = type.getSimpleName().replaceAll("(?<=[a-z])(?=[A-Z])", "-");
        return kebab.toLowerCase(Locale.ROOT) + "/" + VERSION;
    }

    private static final class AsText<T> extends StdSerializer<T> {
        AsText(Class<T> type) {
            super(type);
        }

        @Override
        public void serialize(T value, JsonGenerator out, SerializationContext context) {
            out.writeString(value.toString());
        }
    }

    private static final class FromText<T> extends StdDeserializer<T> {
        private final transient Function<String, T> parse;

        FromText(Class<T> type, Function<String, T> parse) {
            super(type);
            this.parse = parse;
        }

        @Override
        public T deserialize(JsonParser in, DeserializationContext context) {
            return parse.apply(in.getString());
        }
    }
}
