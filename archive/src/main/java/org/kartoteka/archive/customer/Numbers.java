package org.kartoteka.archive.customer;

import java.util.Locale;
import java.util.regex.Pattern;

/** Numbers of customers and contracts, compared whatever their spacing, dashes and case of letters. */
final class Numbers {
    private static final Pattern NOT_OF_A_NUMBER = Pattern.compile("[^\\p{L}\\p{N}]+");

    private Numbers() {}

    static String normal(String number) {
        return NOT_OF_A_NUMBER.matcher(number).replaceAll("").toUpperCase(Locale.ROOT);
    }

    static boolean same(String one, String other) {
        String normal = normal(one);
        return !normal.isEmpty() && normal.equals(normal(other));
    }
}
