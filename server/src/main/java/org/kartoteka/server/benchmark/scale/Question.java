package org.kartoteka.server.benchmark.scale;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.kartoteka.archive.search.IndexedDocument;

/**
 * Something an agent types.
 *
 * @param kind of question, for the report
 */
record Question(String kind, String typed) {
    /** Kinds and how many of a hundred questions are of them. */
    private enum Kind {
        NUMBER(28, "number"),
        NAME(22, "name"),
        WORDS(20, "two or three words"),
        WORD(10, "one word"),
        FILTERED(8, "words, type and months"),
        PREFIX(8, "beginning of a word"),
        PHRASE(4, "phrase");

        private final int share;
        private final String title;

        Kind(int share, String title) {
            this.share = share;
            this.title = title;
        }
    }

    /** So many questions about documents that are there. */
    static List<Question> of(MadeArchive archive, int documents, int count, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<Question> questions = new ArrayList<>();
        while (questions.size() < count) {
            int at = random.nextInt(100);
            for (Kind kind : Kind.values()) {
                if (at < kind.share) {
                    IndexedDocument about = archive.document(random.nextInt(documents));
                    questions.add(new Question(kind.title, typed(kind, about, random)));
                    break;
                }
                at -= kind.share;
            }
        }
        return questions;
    }

    private static String typed(Kind kind, IndexedDocument about, SplittableRandom random) {
        return switch (kind) {
            case NUMBER ->
                field(
                        about,
                        List.of("phone", "contractNumber", "customerNumber").get(random.nextInt(3)));
            case NAME -> field(about, "customerName");
            case WORD -> words(about, 1, random);
            case WORDS -> words(about, 2 + random.nextInt(2), random);
            case FILTERED ->
                words(about, 2, random) + " type:" + about.type() + " date:"
                        + about.documentDate().orElseThrow().getYear();
            case PREFIX -> {
                String word = words(about, 1, random);
                yield word.substring(0, Math.min(word.length(), 5)) + "*";
            }
            case PHRASE -> "\"" + neighbours(about, random) + "\"";
        };
    }

    private static String field(IndexedDocument about, String name) {
        return about.fields().stream()
                .filter(field -> field.name().equals(name))
                .findFirst()
                .orElseThrow()
                .value();
    }

    private static List<String> all(IndexedDocument about) {
        return List.of(about.pages().getFirst().text().strip().split("\\s+"));
    }

    /** Words that say something: an agent does not ask for {@code un} or {@code в}. */
    private static String words(IndexedDocument about, int count, SplittableRandom random) {
        List<String> all = all(about);
        List<String> chosen = new ArrayList<>();
        for (int tries = 0; tries < 200 && chosen.size() < count; tries++) {
            String word = all.get(random.nextInt(all.size()));
            if (word.length() > 4 && word.chars().allMatch(Character::isLetter)) {
                chosen.add(word);
            }
        }
        return chosen.isEmpty() ? all.getFirst() : String.join(" ", chosen);
    }

    private static String neighbours(IndexedDocument about, SplittableRandom random) {
        List<String> all = all(about);
        int at = random.nextInt(Math.max(1, all.size() - 1));
        return String.join(" ", all.subList(at, Math.min(all.size(), at + 2)));
    }
}
