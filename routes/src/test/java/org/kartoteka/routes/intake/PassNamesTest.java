package org.kartoteka.routes.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PassNamesTest {
    private final PassNames names = new PassNames(
            Set.of("odd", "nepāra", "nelyginiai", "liché", "нечётные", "тақ"),
            Set.of("even", "pāra", "lyginiai", "sudé", "чётные", "жұп"));

    @ParameterizedTest
    @CsvSource({
        "stack12-odd.pdf,odd,stack12",
        "STACK12_Even.TIF,even,stack12",
        "letter odd.tif,odd,letter",
        "odd.pdf,odd,''",
        "stack-odd-0012.pdf,odd,stack-0012",
        "'stack12-odd (2).pdf',odd,stack12-2",
        "kaudze 12 nepāra.pdf,odd,kaudze-12",
        "kaudze 12 PARA.pdf,even,kaudze-12",
        "šūsnis-3-lyginiai.pdf,even,susnis-3",
        "stoh 7 sudé.pdf,even,stoh-7",
        "пачка-4-нечетные.pdf,odd,пачка-4",
        "пачка-4-чётные.pdf,even,пачка-4",
        "бума 5 тақ.pdf,odd,бума-5",
        "бума 5 жұп.pdf,even,бума-5"
    })
    void nameTellsSideAndStack(String name, String side, String stack) {
        assertThat(names.withHintsOf(name, Map.of())).isEqualTo(Map.of("pages", side, "stack", stack));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "even-better-offer.pdf",
                "stack12odd.pdf",
                "evening.pdf",
                "oddment-3.pdf",
                "odd-one-out.pdf",
                "stack12.odd",
                "odd 1 2.pdf",
                "",
                ".pdf",
                "----",
                "\u0000\u202E",
                "even/../odd/x.pdf"
            })
    void otherNamesTellNothing(String name) {
        assertThat(names.withHintsOf(name, Map.of("language", "lv"))).isEqualTo(Map.of("language", "lv"));
    }

    @Test
    void sidecarDecidesOverTheName() {
        Map<String, String> hints = Map.of("pages", "even", "stack", "9");

        assertThat(names.withHintsOf("stack12-odd.pdf", hints)).isEqualTo(hints);
    }

    @Test
    void hostileNamesGiveShortHarmlessKeys() {
        String name = "../".repeat(500) + "\u202E<script>\u0000" + "x".repeat(5_000) + "-odd.pdf";

        String stack = names.withHintsOf(name, Map.of()).get("stack");

        assertThat(stack).hasSizeLessThanOrEqualTo(200).matches("[a-z0-9-]*");
    }

    @Test
    void withoutWordsNoNameTellsAnything() {
        assertThat(PassNames.NONE.withHintsOf("stack12-odd.pdf", Map.of())).isEmpty();
    }
}
