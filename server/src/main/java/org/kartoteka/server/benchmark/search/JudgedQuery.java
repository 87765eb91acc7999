package org.kartoteka.server.benchmark.search;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What somebody types, and what would answer it.
 *
 * @param kind of difficulty, such as {@code inflected}
 * @param about holds for documents that are about it
 * @param says holds for documents that only say it besides
 */
record JudgedQuery(String language, String kind, String typed, Relevance about, Relevance says) {
    private static final int CELLS = 5;

    /** The queries of a file, one a line, its cells parted by tabulators. */
    static List<JudgedQuery> in(Path file) throws IOException {
        List<JudgedQuery> queries = new ArrayList<>();
        for (String line : Files.readAllLines(file)) {
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            String[] cells = line.split("\t", -1);
            if (cells.length != CELLS) {
                throw new IllegalArgumentException("a judged query has " + CELLS + " cells: " + line);
            }
            queries.add(new JudgedQuery(
                    cells[0], cells[1], cells[2], Relevance.parse(cells[3]), Relevance.parse(cells[4])));
        }
        return queries;
    }

    /** 2 = is about it, 1 = says it, 0 = neither. */
    int grade(KnownText text) {
        if (about.holds(text)) {
            return 2;
        }
        return says.holds(text) ? 1 : 0;
    }
}
