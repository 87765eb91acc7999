package org.kartoteka.archive.verify;

/**
 * A broken invariant.
 *
 * @param invariant its number in {@code docs/archive-format.md}, such as {@code A007}
 * @param subject object key, chain or id
 * @param severity {@code LOSS} where something cannot be made again, {@code REPAIRABLE} where a rebuild mends it
 */
public record Finding(String invariant, Severity severity, String subject, String message) {
    /** How bad it is. */
    public enum Severity {
        LOSS,
        REPAIRABLE
    }
}
