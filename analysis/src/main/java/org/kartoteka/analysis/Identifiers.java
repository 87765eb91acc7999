package org.kartoteka.analysis;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The one spelling of a number or reference: no spaces, no dashes, and letters that look like digits as digits. */
public final class Identifiers {
    private static final String CONFUSED = "OILSB";
    private static final String AS_DIGITS = "01158";
    private static final List<String> COUNTRIES = List.of(
            "371", "370", "372", "420", "421", "358", "375", "380", "996", "998", "44", "49", "48", "46", "45", "47",
            "7");
    private static final int NATIONAL_MIN = 7;
    private static final int NATIONAL_MAX = 10;

    private Identifiers() {}

    /** Capital letters and digits; O is 0, I and L are 1, S is 5, B is 8. Empty where the text has neither. */
    public static String normal(String text) {
        String upper = Folding.latinLike(Folding.fold(text).toUpperCase(Locale.ROOT));
        StringBuilder normal = new StringBuilder(upper.length());
        upper.codePoints().forEach(c -> {
            int confused = CONFUSED.indexOf(c);
            if (confused >= 0) {
                normal.append(AS_DIGITS.charAt(confused));
            } else if (Character.isDigit(c)) {
                normal.append(Character.digit(c, 10));
            } else {
                normal.appendCodePoint(c);
            }
        });
        return normal.toString();
    }

    /**
     * The normal forms a number may be met by: itself and, where it may be a phone number, without its country code and
     * without the digit dialled before an area code.
     *
     * @param international it is written with a plus or 00 in front
     */
    static Set<String> spellings(String normal, boolean international) {
        Set<String> spellings = new LinkedHashSet<>();
        spellings.add(normal);
        if (normal.length() < NATIONAL_MIN + 1 || normal.length() > 15 || !isDigits(normal)) {
            return spellings;
        }
        String number = normal.startsWith("00") ? normal.substring(2) : normal;
        boolean abroad = international || number.length() < normal.length();
        if (abroad) {
            spellings.add(number);
        }
        for (String country : COUNTRIES) {
            int rest = number.length() - country.length();
            boolean likely = abroad || (country.length() == 3 && rest >= NATIONAL_MIN) || number.length() == 11;
            if (likely
                    && number.startsWith(country)
                    && rest >= NATIONAL_MIN - (abroad ? 1 : 0)
                    && rest <= NATIONAL_MAX) {
                spellings.add(number.substring(country.length()));
                break;
            }
        }
        char first = normal.charAt(0);
        if ((first == '8' || (first == '0' && !abroad)) && normal.length() <= NATIONAL_MAX + 1) {
            spellings.add(normal.substring(1));
        }
        return spellings;
    }

    /** Whether a number as typed or printed has a plus or 00 in front. */
    static boolean isInternational(String text) {
        String start = text.strip();
        return start.startsWith("+") || start.startsWith("(+") || start.startsWith("00");
    }

    private static boolean isDigits(String text) {
        return text.chars().allMatch(c -> c >= '0' && c <= '9');
    }
}
