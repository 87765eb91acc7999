package org.kartoteka.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.PositionIncrementAttribute;
import org.junit.jupiter.api.Test;

final class FrameTest {
    private static final List<Section> PAGES = List.of(
            new Section(0, 99_999, "lv", "Līgums Nr. L-2001-004512\nnolīgu-\nmam"),
            new Section(100_000, 3, "und", "Договор 17.09.2001 ещё слово"),
            new Section(200_000, 99_999, "kk", ""),
            new Section(2_000_000_000, 990, "und", "\u0000\u0002kartoteka sections\n0 1 und 3\nabc\n"));

    @Test
    void aFramedDocumentGivesExactlyTheTermsOfItsSections() throws IOException {
        List<String> embedded;
        try (TokenStream stream = new PagesTokenStream(new TextAnalysis(), PAGES)) {
            embedded = terms(stream);
        }

        assertThat(analysed(Frame.write(new Frame.Sections(PAGES))))
                .isEqualTo(embedded)
                .hasSizeGreaterThan(20);
    }

    @Test
    void sectionsComeBackAsTheyWereWhateverTheyContain() {
        Random random = new Random(20011005);
        for (int run = 0; run < 200; run++) {
            List<Section> sections = new ArrayList<>();
            for (int i = random.nextInt(5); i >= 0; i--) {
                StringBuilder text = new StringBuilder();
                for (int c = random.nextInt(40); c > 0; c--) {
                    boolean frame = random.nextInt(3) == 0;
                    text.append(frame ? Frame.START + "terms\n" : Character.toString(random.nextInt(0xd800)));
                }
                sections.add(new Section(i, random.nextInt(100), "lv", text.toString()));
            }
            assertThat(Frame.read(Frame.write(new Frame.Sections(sections))))
                    .as("run %d", run)
                    .isEqualTo(new Frame.Sections(sections));
        }
    }

    @Test
    void termsOfAQueryAreGivenAsTheyAre() throws IOException {
        String frame = Frame.write(new Frame.Terms(List.of(List.of("līgums", "~lv:ligum"), List.of("#17"))));

        assertThat(analysed(frame)).containsExactly("līgums+1", "~lv:ligum+0", "#17+1");
    }

    @Test
    void aProbeTellsTheVersion() throws IOException {
        assertThat(analysed(Frame.write(new Frame.Probe())))
                .containsExactly("kartoteka:" + SearchSchema.VERSION + "+1");
    }

    @Test
    void halfSurrogatePairsBecomeReplacementCharacters() throws IOException {
        List<Section> odd = List.of(new Section(0, 10, "lv", "a\ud800b \udc00c \ud83d\ude00 d"));

        Frame read = Frame.read(Frame.write(new Frame.Sections(odd)));

        assertThat(read)
                .isEqualTo(new Frame.Sections(List.of(new Section(0, 10, "lv", "a\ufffdb \ufffdc \ud83d\ude00 d"))));
        try (TokenStream stream = new PagesTokenStream(new TextAnalysis(), odd)) {
            assertThat(analysed(Frame.write(new Frame.Sections(odd)))).isEqualTo(terms(stream));
        }
    }

    @Test
    void anUnknownLanguageIsWrittenAsNone() {
        Frame read = Frame.read(Frame.write(new Frame.Sections(List.of(new Section(0, 1, "x y\n", "a")))));

        assertThat(read).isEqualTo(new Frame.Sections(List.of(new Section(0, 1, "und", "a"))));
    }

    @Test
    void refusesWhatIsNoFrameOrADamagedOne() throws IOException {
        String frame = Frame.write(new Frame.Sections(PAGES));

        assertThat(analysed("")).isEmpty();
        assertThatThrownBy(() -> analysed("līgums")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Frame.read(Frame.START + "other\n")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Frame.read(frame.substring(0, frame.length() - 5)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Frame.read(frame.replace("L-2001", "L2001")))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Frame.read(frame.replace("0 99999 lv", "0 99999999999 lv")))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void thePluginSaysTheSchemaVersionOfTheCode() throws IOException {
        String pom = Files.readString(Path.of("pom.xml"));

        assertThat(pom).contains("<search.schema.version>" + SearchSchema.VERSION + "</search.schema.version>");
    }

    private static List<String> analysed(String text) throws IOException {
        try (FrameTokenizer tokenizer = new FrameTokenizer()) {
            tokenizer.setReader(new StringReader(text));
            return terms(tokenizer);
        }
    }

    private static List<String> terms(TokenStream stream) throws IOException {
        CharTermAttribute term = stream.getAttribute(CharTermAttribute.class);
        PositionIncrementAttribute increment = stream.getAttribute(PositionIncrementAttribute.class);
        List<String> terms = new ArrayList<>();
        stream.reset();
        while (stream.incrementToken()) {
            terms.add(term + "+" + increment.getPositionIncrement());
        }
        stream.end();
        return terms;
    }
}
