package org.kartoteka.archive.format;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.kartoteka.archive.store.Digest;

/**
 * Canonical JSON with a last member {@code checksum}: the SHA-256 of all bytes of the object without that member. It
 * tells damage from content wherever no other object names the digest. It is no proof against a forger, who can compute
 * it too; the chain of digests is.
 */
public final class SealedJson {
    private static final String MEMBER = ",\"checksum\":\"";
    private static final String END = "\"}\n";
    private static final int TAIL_LENGTH = MEMBER.length() + 64 + END.length();

    private SealedJson() {}

    /** The object, its checksum, and a line end. */
    public static byte[] seal(Map<String, ?> object) {
        if (object.isEmpty() || object.containsKey("checksum")) {
            throw new IllegalArgumentException("an object to be sealed has members, and no checksum of its own");
        }
        String body = CanonicalJson.text(object);
        String checksum = Digest.of(body.getBytes(UTF_8)).hex();
        return (body.substring(0, body.length() - 1) + MEMBER + checksum + END).getBytes(UTF_8);
    }

    /** @throws MalformedJson the bytes are not such an object, or were damaged */
    public static Map<String, Object> unseal(byte[] bytes) {
        int bodyLength = bytes.length - TAIL_LENGTH;
        if (bodyLength < 1) {
            throw new MalformedJson("too short to be a sealed object: %d bytes".formatted(bytes.length));
        }
        byte[] body = Arrays.copyOf(bytes, bodyLength + 1);
        body[bodyLength] = '}';
        String expected = MEMBER + Digest.of(body).hex() + END;
        if (!new String(bytes, bodyLength, TAIL_LENGTH, UTF_8).equals(expected)) {
            throw new MalformedJson("the bytes do not match their checksum");
        }
        return new LinkedHashMap<>(CanonicalJson.decode(body));
    }
}
