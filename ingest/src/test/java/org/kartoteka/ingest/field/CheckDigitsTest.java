package org.kartoteka.ingest.field;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class CheckDigitsTest {
    /** Numbers that the issuers publish as examples, and for Kazakhstan two worked out by hand, one with each row of weights. */
    @ParameterizedTest
    @CsvSource({
        "LV, 161175-19997",
        "LT, 36805280109",
        "LT, 33309240064",
        "CS, 710319/2745",
        "KZ, 900101300017",
        "KZ, 900101304002"
    })
    void aNumberAgreesWithItsCheckDigitAndNoOtherLastDigitDoes(CheckDigits scheme, String number) {
        String body = number.substring(0, number.length() - 1);
        for (char last = '0'; last <= '9'; last++) {
            assertThat(scheme.hold(body + last)).as(body + last).isEqualTo(last == number.charAt(number.length() - 1));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "LV, 161175-19997",
        "LT, 36805280109",
        "LT, 33309240064",
        "CS, 710319/2745",
        "KZ, 900101300017",
        "KZ, 900101304002"
    })
    void oneDigitReadWronglyIsNoticed(CheckDigits scheme, String number) {
        int noticed = 0;
        int all = 0;
        for (int at = 0; at < number.length() - 1; at++) {
            if (Character.isDigit(number.charAt(at))) {
                char other = number.charAt(at) == '9' ? '0' : (char) (number.charAt(at) + 1);
                all++;
                noticed += scheme.hold(number.substring(0, at) + other + number.substring(at + 1)) ? 0 : 1;
            }
        }
        assertThat(noticed).isGreaterThanOrEqualTo(all - 1);
    }

    @ParameterizedTest
    @CsvSource({"CS, 371399/017", "LV, 320000-12345", "KZ, 90010130001"})
    void numbersWithoutACheckDigitAreNotDoubted(CheckDigits scheme, String number) {
        assertThat(scheme.hold(number)).isTrue();
    }
}
