package org.kartoteka.ingest.ocr;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.kartoteka.ingest.PageResult.Word;
import org.kartoteka.ingest.image.PageLook;
import org.kartoteka.ingest.image.PageLook.Strip;
import org.kartoteka.ingest.image.Picture;

/**
 * Finds out by reading two or three lines of a page which way up it lies and what language it is in, so that the whole page is
 * recognised only once.
 *
 * <p>A model of the right script reads lines that stand upright well, and everything else badly: one sample mostly answers both
 * questions. Only unclear answers cost further samples.
 */
final class Scout {
    private static final Duration SAMPLE_LIMIT = Duration.ofSeconds(15);
    /** A sample read so well stands upright and is of the model's script. */
    private static final double CLEAR = 0.78;
    /** Good enough if the other script was read much worse. */
    private static final double FAIR = 0.64;

    private static final double MUCH_BETTER = 1.4;
    private static final int CHARACTERS_ENOUGH = 25;
    private static final double LANGUAGE_SURE = 0.9;
    private static final double LANGUAGE_LIKELY = 0.75;

    private static final Map<String, String> MODELS =
            Map.of("lv", "lav", "lt", "lit", "cs", "ces", "en", "eng", "ru", "rus", "kk", "kaz");
    private static final List<String> CYRILLIC = List.of("ru", "kk");

    private final OcrEngine engine;
    private final TextLanguage textLanguage;
    private final List<String> languages;

    Scout(OcrEngine engine, TextLanguage textLanguage, List<String> languages) {
        this.engine = engine;
        this.textLanguage = textLanguage;
        this.languages = languages;
    }

    /**
     * @param turnDegrees by which the sampled picture is to be turned to stand upright: 0 or 180
     * @param clear whether the sample left no doubt of that
     * @param weight how much was read, and how well
     * @param models to recognise the page with
     */
    record Report(int turnDegrees, boolean clear, double weight, List<String> models) {}

    /** A sample as one script's model read it. */
    private record Reading(List<String> script, int turnDegrees, Recognition recognition) {
        double weight() {
            return Scout.weight(recognition);
        }

        boolean isClear() {
            return recognition.confidence() >= CLEAR && characters() >= CHARACTERS_ENOUGH;
        }

        boolean beats(Reading other) {
            return recognition.confidence() >= FAIR
                    && characters() >= CHARACTERS_ENOUGH
                    && recognition.confidence() >= MUCH_BETTER * other.recognition.confidence();
        }

        private int characters() {
            return recognition.text().length();
        }
    }

    /** Model of a language. */
    static String model(String language) {
        String model = MODELS.get(language);
        if (model == null) {
            throw new IllegalArgumentException("no recognition model for language " + language);
        }
        return model;
    }

    static boolean isCyrillic(String language) {
        return CYRILLIC.contains(language);
    }

    /** The allowed language whose model knows Latin letters best without accents; empty where none is in Latin letters. */
    static Optional<String> latin(List<String> languages) {
        return languages.contains("en")
                ? Optional.of("en")
                : languages.stream().filter(language -> !isCyrillic(language)).findFirst();
    }

    /** How much was read, and how well: tells a reading from a worse one of the same page. */
    static double weight(Recognition recognition) {
        double weight = 0;
        for (Word word : recognition.words()) {
            weight += word.text().length() * Math.max(0, word.confidence() - 0.5);
        }
        return weight;
    }

    /**
     * @param straight the page with its lines running across, straightened
     * @param look at the page before it was straightened
     */
    Report explore(Picture straight, PageLook look, Optional<String> hint) {
        List<List<String>> scripts = scripts(hint);
        if (look.strips().isEmpty()) {
            return new Report(0, false, 0, all(scripts));
        }
        Reading best = null;
        boolean clear = false;
        for (Strip strip : look.strips()) {
            try (Picture sample = cut(straight, strip)) {
                List<Reading> readings = new ArrayList<>();
                clear = read(sample, scripts, readings);
                Reading found = heaviest(readings);
                best = best == null || found.weight() > best.weight() ? found : best;
            }
            if (clear) {
                break;
            }
        }
        if (best == null) {
            return new Report(0, false, 0, all(scripts));
        }
        List<String> models = models(best, straight, look, hint);
        return new Report(best.turnDegrees, clear, best.weight(), models);
    }

    /** Adds readings until one leaves no doubt; false when all were read in vain. */
    private boolean read(Picture sample, List<List<String>> scripts, List<Reading> readings) {
        for (int turn : new int[] {0, 180}) {
            try (Picture turned = sample.turn(turn)) {
                turned.setDpi(200);
                List<Reading> both = new ArrayList<>();
                for (List<String> script : scripts) {
                    Reading reading = new Reading(script, turn, recognise(turned, script));
                    readings.add(reading);
                    both.add(reading);
                    if (reading.isClear()) {
                        return true;
                    }
                }
                if (both.size() == 2
                        && (both.get(0).beats(both.get(1)) || both.get(1).beats(both.get(0)))) {
                    return true;
                }
            }
        }
        Reading best = heaviest(readings);
        double opposite = readings.stream()
                .filter(reading -> reading.turnDegrees != best.turnDegrees)
                .mapToDouble(Reading::weight)
                .max()
                .orElse(0);
        return best.weight() > 6 && best.weight() > 2.5 * opposite;
    }

    private static Reading heaviest(List<Reading> readings) {
        Reading best = readings.getFirst();
        for (Reading reading : readings) {
            if (reading.weight() > best.weight()) {
                best = reading;
            }
        }
        return best;
    }

    private List<String> models(Reading best, Picture straight, PageLook look, Optional<String> hint) {
        TextLanguage.Guess guess = textLanguage.identify(best.recognition.text(), best.script, hint);
        if (guess.score() < LANGUAGE_SURE
                && best.script.size() > 1
                && look.strips().size() > 1) {
            guess = textLanguage.identify(longer(best, straight, look), best.script, hint);
        }
        if (guess.score() >= LANGUAGE_LIKELY || best.script.size() == 1) {
            return List.of(model(guess.score() > 0 ? guess.language() : best.script.getFirst()));
        }
        List<String> several =
                new ArrayList<>(List.of(model(guess.score() > 0 ? guess.language() : best.script.getFirst())));
        best.script.stream()
                .map(Scout::model)
                .filter(model -> !several.contains(model))
                .forEach(several::add);
        return several;
    }

    private String longer(Reading best, Picture straight, PageLook look) {
        try (Picture cut = cut(straight, look.strips().get(1));
                Picture sample = cut.turn(best.turnDegrees)) {
            sample.setDpi(200);
            return best.recognition.text()
                    + '\n'
                    + recognise(sample, best.script).text();
        }
    }

    private Recognition recognise(Picture sample, List<String> script) {
        return engine.recognise(
                sample,
                new OcrEngine.Request(
                        List.of(model(script.getFirst())),
                        OcrEngine.Layout.BLOCK,
                        OcrEngine.Threshold.GLOBAL,
                        SAMPLE_LIMIT));
    }

    private static Picture cut(Picture straight, Strip strip) {
        int x = (int) (strip.left() * straight.width());
        int y = (int) (strip.top() * straight.height());
        int width = Math.max(1, (int) ((strip.right() - strip.left()) * straight.width()));
        int height = Math.max(1, (int) ((strip.bottom() - strip.top()) * straight.height()));
        return straight.clip(x, y, width, height);
    }

    /** Allowed languages by script, the hinted one's first. The first of each is the one samples are read with. */
    private List<List<String>> scripts(Optional<String> hint) {
        List<String> latin = languages.stream()
                .filter(language -> !CYRILLIC.contains(language))
                .toList();
        List<String> cyrillic = languages.stream().filter(CYRILLIC::contains).toList();
        boolean cyrillicFirst = hint.filter(CYRILLIC::contains).isPresent();
        List<List<String>> scripts = new ArrayList<>();
        for (List<String> script : cyrillicFirst ? List.of(cyrillic, latin) : List.of(latin, cyrillic)) {
            if (!script.isEmpty()) {
                scripts.add(script);
            }
        }
        return scripts;
    }

    private static List<String> all(List<List<String>> scripts) {
        return scripts.stream().flatMap(List::stream).map(Scout::model).toList();
    }
}
