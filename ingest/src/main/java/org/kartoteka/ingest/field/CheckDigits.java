package org.kartoteka.ingest.field;

import java.util.Arrays;

/**
 * The check digits of personal codes, as the states that issue them compute them. Only the digits are checked, not the date of birth in
 * them.
 */
enum CheckDigits {
    /** Latvia, eleven digits; codes from July 2017 on, which begin with 32, bear none. */
    LV {
        @Override
        boolean hold(int[] digits) {
            if (digits.length != 11 || (digits[0] == 3 && digits[1] == 2)) {
                return true;
            }
            return (1 + sum(digits, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9)) % 11 % 10 == digits[10];
        }
    },

    /** Lithuania and Estonia, eleven digits. */
    LT {
        @Override
        boolean hold(int[] digits) {
            if (digits.length != 11) {
                return true;
            }
            int first = sum(digits, 1, 2, 3, 4, 5, 6, 7, 8, 9, 1) % 11;
            int check = first < 10 ? first : sum(digits, 3, 4, 5, 6, 7, 8, 9, 1, 2, 3) % 11 % 10;
            return check == digits[10];
        }
    },

    /** Czechia, ten digits; the nine digits given until 1953 bear none. */
    CS {
        @Override
        boolean hold(int[] digits) {
            if (digits.length != 10) {
                return true;
            }
            int rest = 0;
            for (int i = 0; i < 9; i++) {
                rest = (rest * 10 + digits[i]) % 11;
            }
            // Until 1985 a rest of ten was written as a nought.
            return rest % 10 == digits[9];
        }
    },

    /** Kazakhstan, twelve digits. */
    KZ {
        @Override
        boolean hold(int[] digits) {
            if (digits.length != 12) {
                return true;
            }
            int first = sum(digits, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11) % 11;
            int check = first < 10 ? first : sum(digits, 3, 4, 5, 6, 7, 8, 9, 10, 11, 1, 2) % 11;
            return check == digits[11];
        }
    };

    /** Whether the digits of a number agree with its check digit; so does a number that is too short or too long to have one. */
    final boolean hold(String number) {
        return hold(number.chars()
                .filter(Character::isDigit)
                .map(c -> Character.digit(c, 10))
                .toArray());
    }

    abstract boolean hold(int[] digits);

    private static int sum(int[] digits, int... weights) {
        int[] products = new int[weights.length];
        Arrays.setAll(products, i -> weights[i] * digits[i]);
        return Arrays.stream(products).sum();
    }
}
