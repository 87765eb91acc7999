package org.kartoteka.archive.likeness;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.kartoteka.archive.rendition.PageText;

class LikenessTest {
    private static final String LETTER =
            Letters.reminder("Aija Šmite-Krūmiņa", "Stārķu iela 3-12, Rīga", "10018543", "R-0108-10018543", "38,64");
    private static final String OTHER_CUSTOMER =
            Letters.reminder("Dzintars Skonis", "Bebru iela 7, Jēkabpils", "10035124", "R-0108-10035124", "12,10");

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void recognisesALetterThatWasReadBadlyTheSecondTime(int seed) {
        List<PageText> scan = List.of(Letters.page(LETTER));
        List<PageText> again = List.of(Letters.page(LETTER, seed, 0.12));

        assertThat(Likeness.between(scan, again)).get().satisfies(likeness -> {
            assertThat(likeness.how()).isEqualTo(Likeness.How.TEXT);
            assertThat(likeness.share()).isGreaterThan(0.9);
        });
        assertThat(shared(scan, again)).isGreaterThan(3 * Fingerprint.SHARED_MIN);
    }

    @Test
    void tellsLettersOfOneTemplateApartByNamesAndNumbers() {
        List<PageText> one = List.of(Letters.page(LETTER));
        List<PageText> other = List.of(Letters.page(OTHER_CUSTOMER));

        assertThat(shared(one, other)).isGreaterThan(Fingerprint.SHARED_MIN);
        assertThat(Likeness.between(one, other)).isEmpty();
        assertThat(Likeness.between(other, one)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void tellsThemApartThoughOneWasReadBadly(int seed) {
        List<PageText> one = List.of(Letters.page(LETTER));
        List<PageText> other = List.of(Letters.page(OTHER_CUSTOMER, seed, 0.12));

        assertThat(Likeness.between(one, other)).isEmpty();
    }

    @Test
    void tellsTheBillOfTheNextMonthApartThoughItsNumbersDifferByOneDigit() {
        String september = Letters.reminder(
                "Aija Šmite-Krūmiņa", "Stārķu iela 3-12, Rīga", "10018543", "R-0109-10018543", "38,64");

        assertThat(Likeness.between(List.of(Letters.page(LETTER)), List.of(Letters.page(september))))
                .isEmpty();
    }

    @Test
    void tellsTwoPeopleApartWhereNoNumberDoes() {
        String one = LETTER.replaceAll("\\d", "");
        String other = one.replace("Aija Šmite-Krūmiņa", "Valdemārs Ozoliņš").replace("Stārķu iela", "Bebru iela");

        assertThat(Likeness.between(List.of(Letters.page(one)), List.of(Letters.page(other))))
                .isEmpty();
        assertThat(Likeness.between(List.of(Letters.page(one)), List.of(Letters.page(one, 5, 0.1))))
                .isPresent();
    }

    @Test
    void forgivesWhatASecondScanAdds() {
        String faxed = "FROM: AURENTEL RIGA 03/05/2001 11:40 P.01\n" + LETTER + "\nSAŅEMTS 2001-05-04 Nr. 118834";

        assertThat(Likeness.between(List.of(Letters.page(LETTER)), List.of(Letters.page(faxed))))
                .isPresent();
    }

    @Test
    void saysWhetherTheLookAgreesAsWell() {
        String hash = "0f".repeat(32);
        PageText scan = Letters.withImage(Letters.page(LETTER), hash);
        PageText again = Letters.withImage(Letters.page(LETTER, 3, 0.05), "0e".repeat(32));
        PageText printedAnew = Letters.withImage(Letters.page(LETTER), "f0".repeat(32));

        assertThat(Likeness.between(List.of(scan), List.of(again)).orElseThrow().how())
                .isEqualTo(Likeness.How.TEXT_AND_LOOK);
        assertThat(Likeness.between(List.of(scan), List.of(printedAnew))
                        .orElseThrow()
                        .how())
                .isEqualTo(Likeness.How.TEXT);
    }

    @Test
    void comparesPagesWithHardlyAnyTextByTheirLook() {
        String hash = hash(new Random(4));
        PageText drawing = Letters.picture(hash, "skice");
        PageText again = Letters.picture(flipped(hash, 20), "skicc");

        assertThat(Likeness.between(List.of(drawing), List.of(again))
                        .orElseThrow()
                        .how())
                .isEqualTo(Likeness.How.LOOK);
        assertThat(shared(List.of(drawing), List.of(again))).isGreaterThan(Fingerprint.SHARED_MIN);
        assertThat(Likeness.between(List.of(drawing), List.of(Letters.picture(hash(new Random(5)), "skice"))))
                .isEmpty();
        assertThat(Likeness.between(List.of(drawing), List.of(Letters.picture("", "skice"))))
                .isEmpty();
    }

    @Test
    void tellsCardsOfOneKindApartByWhatIsOnThem() {
        String hash = hash(new Random(4));
        PageText card = Letters.picture(hash, "Pase", "LV2041701", "Kļaviņš");
        PageText another = Letters.picture(hash, "Pase", "LV2119004", "Ozoliņa");

        assertThat(Likeness.between(List.of(card), List.of(another))).isEmpty();
    }

    @Test
    void findsNothingAlikeInNothing() {
        assertThat(Likeness.between(List.of(), List.of())).isEmpty();
        assertThat(Likeness.between(List.of(Letters.picture("")), List.of(Letters.picture(""))))
                .isEmpty();
        assertThat(Fingerprint.of(List.of()).terms()).isEmpty();
    }

    private static long shared(List<PageText> one, List<PageText> other) {
        Set<String> terms = new HashSet<>(Fingerprint.of(one).terms());
        terms.retainAll(Fingerprint.of(other).terms());
        return terms.size();
    }

    private static String hash(Random random) {
        StringBuilder digits = new StringBuilder();
        for (int i = 0; i < 64; i++) {
            digits.append(Character.forDigit(random.nextInt(16), 16));
        }
        return digits.toString();
    }

    /** With so many bits turned over, spread evenly. */
    private static String flipped(String hash, int bits) {
        char[] digits = hash.toCharArray();
        for (int i = 0; i < bits; i++) {
            int at = i * digits.length / bits;
            digits[at] = Character.forDigit(Character.digit(digits[at], 16) ^ 1, 16);
        }
        return new String(digits);
    }
}
