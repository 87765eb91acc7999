package org.kartoteka.api.access;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import org.kartoteka.archive.store.Digest;

/** Random secrets, and the digests under which they are kept: whoever reads our memory finds no credential. */
final class Secret {
    private static final int SIZE_BYTES = 32;
    private static final int LENGTH_MAX = 256;
    private static final SecureRandom RANDOM = new SecureRandom();

    private Secret() {}

    /** 256 random bits, as text that fits a link and a cookie. */
    static String next() {
        byte[] random = new byte[SIZE_BYTES];
        RANDOM.nextBytes(random);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(random);
    }

    /** Looked up by digest, a secret's characters cannot be guessed one by one from the time an answer takes. */
    static Digest digestOf(String secret) {
        String bounded = secret.length() > LENGTH_MAX ? secret.substring(0, LENGTH_MAX) : secret;
        return Digest.of(bounded.getBytes(StandardCharsets.UTF_8));
    }
}
