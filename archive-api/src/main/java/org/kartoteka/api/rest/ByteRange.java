package org.kartoteka.api.rest;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One range of bytes, as RFC 9110 has it. */
record ByteRange(long offset, long length) {
    private static final Pattern ONE = Pattern.compile("bytes=\\s*(\\d{0,18})\\s*-\\s*(\\d{0,18})\\s*");

    /** What a {@code Range} header asks of so many bytes. */
    sealed interface Asked {}

    /** All of them: there is no header, or one that may be ignored, such as one for several ranges. */
    record Whole() implements Asked {}

    /** A part of them. */
    record Part(ByteRange range) implements Asked {}

    /** Nothing that is there. */
    record Beyond() implements Asked {}

    static Asked parse(Optional<String> header, long size) {
        Matcher matcher = ONE.matcher(header.orElse(""));
        if (!matcher.matches()
                || (matcher.group(1).isEmpty() && matcher.group(2).isEmpty())) {
            return new Whole();
        }
        if (matcher.group(1).isEmpty()) {
            long suffix = Math.min(Long.parseLong(matcher.group(2)), size);
            return suffix == 0 ? new Beyond() : new Part(new ByteRange(size - suffix, suffix));
        }
        long first = Long.parseLong(matcher.group(1));
        long last = matcher.group(2).isEmpty() ? size - 1 : Math.min(Long.parseLong(matcher.group(2)), size - 1);
        if (!matcher.group(2).isEmpty() && Long.parseLong(matcher.group(2)) < first) {
            return new Whole();
        }
        return first >= size ? new Beyond() : new Part(new ByteRange(first, last - first + 1));
    }

    /** As it stands in {@code Content-Range}. */
    String of(long size) {
        return "bytes %d-%d/%d".formatted(offset, offset + length - 1, size);
    }
}
