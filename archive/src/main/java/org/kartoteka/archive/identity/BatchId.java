package org.kartoteka.archive.identity;

import java.security.SecureRandom;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/**
 * Names a batch: {@code yyyyMMdd-HHmmssSSS-<10 hex digits>}, in UTC. Ids sort by time of arrival, and the batches of one
 * UTC day share a prefix, so that a day's balance is a listing.
 */
public record BatchId(String value) implements Comparable<BatchId> {
    private static final Pattern VALID = Pattern.compile("\\d{8}-\\d{9}-[0-9a-f]{10}");
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmssSSS").withZone(ZoneOffset.UTC);
    private static final RandomGenerator RANDOM = new SecureRandom();

    public BatchId {
        if (!VALID.matcher(value).matches()) {
            throw new IllegalArgumentException("not a batch id: " + value);
        }
        try {
            TIME.parse(value.substring(0, 18));
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("not a batch id, its time is none: " + value, e);
        }
    }

    /** A new id for a file that arrives now. */
    public static BatchId next(Instant now) {
        byte[] random = new byte[5];
        RANDOM.nextBytes(random);
        return new BatchId(TIME.format(now) + "-" + HexFormat.of().formatHex(random));
    }

    /** What the ids of all batches that arrived on this UTC day start with. */
    public static String prefixOf(LocalDate utcDay) {
        return DateTimeFormatter.BASIC_ISO_DATE.format(utcDay) + "-";
    }

    /** The UTC day of arrival, {@code yyyyMMdd}. */
    public String day() {
        return value.substring(0, 8);
    }

    /** When the file arrived, to the millisecond. */
    public Instant time() {
        return LocalDateTime.parse(value.substring(0, 18), TIME).toInstant(ZoneOffset.UTC);
    }

    @Override
    public int compareTo(BatchId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
