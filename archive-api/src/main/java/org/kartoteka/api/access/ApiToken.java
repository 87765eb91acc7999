package org.kartoteka.api.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/** The token by which programs on this machine sign in; the server reads it from the secrets folder. Never shown in logs. */
public final class ApiToken {
    public static final int LENGTH_MIN = 32;
    private final String value;

    /** @param value at least {@link #LENGTH_MIN} characters, of enough randomness that guessing is hopeless */
    public ApiToken(String value) {
        if (value.length() < LENGTH_MIN) {
            throw new IllegalArgumentException("an API token needs at least " + LENGTH_MIN + " characters");
        }
        this.value = value;
    }

    /** A new token of 256 random bits. */
    public static ApiToken next() {
        return new ApiToken(Secret.next());
    }

    /** To be written into the secrets folder, and nowhere else. */
    public String value() {
        return value;
    }

    /** Compares in a time that does not depend on how much of the candidate is right. */
    boolean matches(String candidate) {
        return MessageDigest.isEqual(
                Secret.digestOf(value).hex().getBytes(StandardCharsets.US_ASCII),
                Secret.digestOf(candidate).hex().getBytes(StandardCharsets.US_ASCII));
    }

    @Override
    public String toString() {
        return "ApiToken[hidden]";
    }
}
