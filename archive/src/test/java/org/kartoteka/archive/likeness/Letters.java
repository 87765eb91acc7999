package org.kartoteka.archive.likeness;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.kartoteka.archive.rendition.PageText;
import org.kartoteka.archive.rendition.Provenance;

/** Pages as recognition gives them: letters of one template, and scans of them with errors. */
final class Letters {
    private static final Provenance MADE = new Provenance("test", "none", Map.of(), Map.of());
    private static final String CONFUSED = "e:c l:1 i:l o:0 a:o s:5 n:u r:t 0:O 1:l 5:S 8:B";

    private Letters() {}

    /** The reminder that everybody gets, with what is one customer's own. */
    static String reminder(String name, String street, String customer, String invoice, String amount) {
        return """
                SIA Aurentel Latvija, Zaļā Birzs iela 14, Rīga, reģ. Nr. 49999900017
                Klientu apkalpošanas daļa, tālr. 7 099 100, fakss 7 099 101
                %s
                %s
                Klienta Nr. %s
                Atgādinājums par nesamaksātu rēķinu Nr. %s
                Cienījamais klient! Pārbaudot norēķinus, esam konstatējuši, ka Jūsu rēķins līdz šai
                dienai nav apmaksāts. Lūdzam Jūs desmit dienu laikā pārskaitīt summu %s latus uz rēķinā
                norādīto bankas kontu. Ja maksājums jau ir veikts, lūdzam šo vēstuli neņemt vērā un
                pieņemt mūsu atvainošanos. Ja Jums ir jautājumi par aprēķinu vai vēlaties vienoties par
                maksājuma sadalīšanu vairākās daļās, lūdzam sazināties ar klientu apkalpošanas daļu pa
                tālruni vai personīgi darba dienās no pulksten deviņiem līdz astoņpadsmitiem. Atgādinām,
                ka maksājuma kavējuma gadījumā pakalpojumu sniegšana var tikt pārtraukta saskaņā ar
                līguma noteikumiem, un par katru kavējuma dienu tiek aprēķināta soda nauda.
                Ar cieņu, norēķinu daļas vadītāja
                """.formatted(name, street, customer, invoice, amount);
    }

    /** The page as it is read without an error. */
    static PageText page(String text) {
        return page(text, text.length() * 31L, 0);
    }

    /**
     * The page as a bad scan of it is read.
     *
     * @param errors share of the words that are misread, of which recognition is not sure
     */
    static PageText page(String text, long seed, double errors) {
        Random random = new Random(seed);
        List<PageText.Word> words = new ArrayList<>();
        for (String word : text.strip().split("\\s+")) {
            boolean misread = random.nextDouble() < errors;
            String read = misread ? misread(word, random) : word;
            words.add(new PageText.Word(read, 1, 2, 30, 10, 1, misread ? 0.55 : 0.93));
        }
        return page(words, "");
    }

    /** The page of lines that are a confidence, a tab and a word. */
    static PageText read(List<String> lines) {
        List<PageText.Word> words = lines.stream()
                .map(line -> line.split("\t"))
                .map(line -> new PageText.Word(line[1], 1, 2, 30, 10, 1, Double.parseDouble(line[0])))
                .toList();
        return page(words, "");
    }

    /** A page with hardly any text. */
    static PageText picture(String imageHash, String... words) {
        return page(
                java.util.Arrays.stream(words)
                        .map(word -> new PageText.Word(word, 1, 2, 30, 10, 1, 0.9))
                        .toList(),
                imageHash);
    }

    static PageText withImage(PageText page, String imageHash) {
        return page(page.words(), imageHash);
    }

    private static PageText page(List<PageText.Word> words, String imageHash) {
        return new PageText(
                1,
                "recognised",
                "lv",
                0.98,
                0,
                0,
                false,
                false,
                0.05,
                1240,
                1754,
                0.9,
                String.join(" ", words.stream().map(PageText.Word::text).toList()),
                words,
                List.of(),
                List.of(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                MADE,
                imageHash);
    }

    private static String misread(String word, Random random) {
        int at = random.nextInt(word.length());
        String letter = word.substring(at, at + 1);
        String taken = java.util.Arrays.stream(CONFUSED.split(" "))
                .filter(pair -> pair.startsWith(letter))
                .map(pair -> pair.substring(2))
                .findFirst()
                .orElse(random.nextBoolean() ? "" : letter + letter);
        return word.substring(0, at) + taken + word.substring(at + 1);
    }
}
